import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillTables } from './fill-testing'
import { countHouseholdRows, isWithheld, listExportTables } from './household-export'
import type { Database } from './open'
import { type CatalogueTable, isOfHousehold, quoted } from './table-catalogue'
import type { TextRow } from './table-rows'
import { testDatabase } from './testing'

let db: Database
let tables: CatalogueTable[]
let householdId: string
let stranger: string

beforeAll(async () => {
  db = await testDatabase()
  tables = await fillTables(db, 3, () => false)
  const households = await db.prisma.household.findMany({ orderBy: { id: 'asc' } })
  householdId = households[0]?.id ?? ''
  stranger = households[1]?.id ?? ''
}, 120_000)
afterAll(() => db.close())

async function all(rows: AsyncGenerator<TextRow[]>): Promise<TextRow[]> {
  const found: TextRow[] = []
  for await (const some of rows) found.push(...some)
  return found
}

describe('the export of a household', () => {
  it('has every table that carries a household, by the catalogue, the household and its people', async () => {
    const exported = (await listExportTables(db, householdId)).map(({ name }) => name).sort()
    const owned = tables.filter(isOfHousehold).map(({ name }) => name)
    expect(exported).toEqual([...owned, 'households', 'users'].sort())
    for (const { name, sheet, document } of await listExportTables(db, householdId)) {
      expect(await all(sheet.rows()), name).toHaveLength(1)
      expect(await all(document.rows()), name).toHaveLength(1)
    }
    const counts = await countHouseholdRows(db.prisma, householdId)
    expect([...counts.keys()].sort()).toEqual(exported)
    expect(new Set(counts.values())).toEqual(new Set([1]))
  }, 60_000)

  it('has a table that is added later without anybody naming it', async () => {
    await db.executeSql(
      `CREATE TABLE piggy_banks (household_id uuid NOT NULL, id uuid NOT NULL, account_id uuid NOT NULL,
         amount numeric(28,10) NOT NULL, push_token text, PRIMARY KEY (household_id, id),
         FOREIGN KEY (household_id, account_id) REFERENCES accounts (household_id, id));
       INSERT INTO piggy_banks SELECT household_id, id, id, -12345678901234567.0123456789, 'hidden' FROM accounts`,
    )
    try {
      const added = (await listExportTables(db, householdId)).find(({ name }) => name === 'piggy_banks')
      expect(added?.document.columns.map(({ name }) => name)).toEqual([
        'household_id',
        'id',
        'account_id',
        'amount',
      ])
      expect(added?.sheet.columns.map(({ name }) => name)).toEqual([
        'id',
        'account_id',
        'amount',
        'account_name',
      ])
      const account = await db.prisma.account.findFirst({ where: { householdId }, select: { name: true } })
      const [row] = added ? await all(added.sheet.rows()) : []
      expect(row?.slice(2)).toEqual(['-12345678901234567.0123456789', account?.name])
    } finally {
      await db.executeSql('DROP TABLE piggy_banks')
    }
  })

  it('lets no secret out: no column of that kind, and none of their values under another name', async () => {
    const marked: [table: string, column: string][] = []
    for (const { name, columns } of tables) {
      for (const column of columns) {
        if (!/text|character/.test(column.type) || column.type.endsWith('[]')) continue
        if (!/sealed|hash|token|secret|password|p256dh|^auth$|endpoint/.test(column.name)) continue
        marked.push([name, column.name])
        await db
          .executeSql(
            `UPDATE ${quoted(name)} SET ${quoted(column.name)} = 'MARKED-SECRET-' || ${quoted(column.name)}`,
          )
          .catch(() =>
            db.executeSql(
              `UPDATE ${quoted(name)} SET ${quoted(column.name)} = 'MARKED-SECRET-' || md5(random()::text)`,
            ),
          )
      }
    }
    expect(marked.map(([table, column]) => `${table}.${column}`)).toEqual(
      expect.arrayContaining([
        'items.sealed_access_token',
        'items.sealed_recovery_token',
        'link_intents.sealed_access_token',
        'link_intents.sealed_public_token',
        'users.password_hash',
      ]),
    )
    for (const { name, sheet, document } of await listExportTables(db, householdId)) {
      for (const shape of [sheet, document]) {
        expect(
          shape.columns.filter((column) => isWithheld(column.name.replace(/^your_/, ''))),
          name,
        ).toEqual([])
        expect(JSON.stringify(await all(shape.rows())), name).not.toContain('MARKED-SECRET')
      }
    }
  }, 60_000)

  it('has nothing of anybody else’s', async () => {
    for (const { name, document } of await listExportTables(db, householdId)) {
      expect(JSON.stringify(await all(document.rows())), name).not.toContain(stranger)
    }
  }, 60_000)

  it('shows beside a transaction what the person wrote of it, and the name of its account', async () => {
    await db.executeSql("UPDATE transaction_edits SET note = 'mine', tags = '{trip,\"a, b\"}'")
    const transactions = (await listExportTables(db, householdId)).find(({ name }) => name === 'transactions')
    const names = transactions?.sheet.columns.map(({ name }) => name) ?? []
    const [row] = transactions ? await all(transactions.sheet.rows()) : []
    const cell = (name: string) => row?.[names.indexOf(name)]
    const account = await db.prisma.account.findFirst({ where: { householdId }, select: { name: true } })
    expect(names).not.toContain('household_id')
    expect(cell('account_name')).toBe(account?.name)
    expect(cell('your_note')).toBe('mine')
    expect(cell('your_tags')).toBe('trip; a, b')
    const stored = await db.prisma.transaction.findFirst({ where: { householdId }, select: { amount: true } })
    expect(cell('amount')).toBe(stored?.amount.toFixed(10))
  })
})
