import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@/lib/crypto/id'
import type { RuleChanges, RuleCondition } from '@/lib/rules/schema'
import { purchase } from '@/lib/sync/ledger-bank'
import { idOf, type SyncWorld, syncAMinuteLater, syncWorld, visibleOf } from '@/lib/sync/testing'
import type { Database } from './open'
import {
  dismissSuggestion,
  findBankMerchant,
  previewRules,
  restoreSuggestion,
  suggestRules,
} from './rule-preview'
import { stepHistoryRun } from './rule-runs'
import { editRules, listRules, listRulesWith } from './rules'
import { testDatabase } from './testing'
import { saveEdit } from './transaction-edits'

let db: Database
let world: SyncWorld
let household: string

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  world = await syncWorld(db)
  household = world.key.householdId
})

const market: RuleCondition = { all: [{ is: 'merchant', key: 'harvest market' }] }
const preview = async (changes: RuleChanges, ruleId: string | null = null, condition = market) => {
  const { rules, draftId } = await listRulesWith(db, household, { condition, changes }, ruleId, world.now)
  return previewRules(db, household, rules, draftId, 50)
}
const store = async (changes: RuleChanges, ruleId: string | null = null, condition = market) => {
  const id = ruleId ?? newId(world.now)
  const edit = {
    do: ruleId === null ? 'create' : 'change',
    id,
    draft: { name: '', condition, changes },
  } as const
  await editRules(db, household, edit, { history: true, most: 10, now: world.now })
  while (await stepHistoryRun(db, household, world.now));
  return id
}
const fields = async () =>
  new Map(
    (await visibleOf(world)).map(({ transactionId, title, category, tags, reviewed }) => [
      transactionId,
      { title, category, tags, reviewed },
    ]),
  )

describe('the preview of a rule', () => {
  it('shows what each transaction is then listed as, and that is what becomes of it', async () => {
    world.bank.add(
      purchase('t1'),
      purchase('t2'),
      purchase('t3', { merchantName: 'Elsewhere' }),
      purchase('t4', { amount: '-1.00' }),
    )
    await syncAMinuteLater(world)
    const mine = await idOf(world, 't1')
    await saveEdit(db, household, mine, { category: 'INCOME_SALARY', tags: ['mine'] }, world.now)
    await store({ title: 'First', tags: ['early'] }, null, {
      all: [{ is: 'amount', compare: '<', value: '5' }],
    })
    const changes: RuleChanges = { category: 'TRAVEL_LODGING', title: 'Second', tags: ['Mine', 'late'] }
    const seen = await preview(changes)
    expect(seen).toMatchObject({ matched: 3, changed: 3 })
    const row = (id: string) => seen.rows.find((one) => one.id === id)
    expect(row(mine)).toMatchObject({
      before: { category: 'INCOME_SALARY', title: 'Harvest Market', tags: ['mine'] },
      after: { category: 'INCOME_SALARY', title: 'Second', tags: ['mine', 'late'] },
      kept: ['category'],
      earlier: [],
    })
    expect(row(await idOf(world, 't4'))).toMatchObject({
      before: { title: 'First', tags: ['early'] },
      after: { title: 'First', category: 'TRAVEL_LODGING', tags: ['early', 'Mine', 'late'] },
      kept: [],
      earlier: ['title'],
    })
    const before = await fields()
    for (const { id, before: shown } of seen.rows) expect(shown).toMatchObject(before.get(id) ?? {})
    await store(changes)
    const after = await fields()
    for (const { id, after: shown } of seen.rows) expect(shown).toMatchObject(after.get(id) ?? {})
    expect(await preview(changes, (await listRules(db, household))[1]?.id ?? null)).toMatchObject({
      matched: 3,
      changed: 0,
    })
  })

  it('shows also what loses what the rule said before', async () => {
    world.bank.add(purchase('t1'), purchase('t2', { amount: '-1.00' }))
    await syncAMinuteLater(world)
    const id = await store({ title: 'Renamed' })
    const narrower: RuleCondition = { all: [{ is: 'amount', compare: '<', value: '5' }] }
    const seen = await preview({ title: 'Renamed' }, id, narrower)
    expect(seen).toMatchObject({ matched: 1, changed: 1 })
    expect(seen.rows.map(({ matches, after }) => [matches, after.title])).toEqual([
      [false, 'Harvest Market'],
      [true, 'Renamed'],
    ])
  })

  it('changes nothing, and sees nothing of another household', async () => {
    world.bank.add(purchase('t1'))
    await syncAMinuteLater(world)
    await preview({ title: 'No' })
    expect(await db.prisma.ruleOutcome.count({ where: { householdId: household } })).toBe(0)
    household = (await syncWorld(db)).key.householdId
    expect(await preview({ title: 'No' })).toEqual({ matched: 0, changed: 0, rows: [] })
  })
})

describe('suggestions', () => {
  const suggested = async () => suggestRules(db, household, await listRules(db, household))

  it('come once a merchant was put in the same category three times, and go with a rule that does so', async () => {
    for (const id of ['t1', 't2', 't3', 't4', 't5']) world.bank.add(purchase(id))
    world.bank.add(purchase('o1', { merchantName: 'Elsewhere' }))
    await syncAMinuteLater(world)
    const put = async (id: string, category: string) =>
      saveEdit(db, household, await idOf(world, id), { category }, world.now)
    await put('t1', 'TRAVEL_LODGING')
    await put('t2', 'TRAVEL_LODGING')
    await put('o1', 'TRAVEL_LODGING')
    await put('t4', 'INCOME_SALARY')
    expect(await suggested()).toEqual([])
    await put('t3', 'TRAVEL_LODGING')
    const suggestion = {
      merchantKey: 'harvest market',
      title: 'Harvest Market',
      category: 'TRAVEL_LODGING',
      times: 3,
      matched: 5,
      changes: 1,
    }
    expect(await suggested()).toEqual([suggestion])
    expect(await suggestRules(db, (await syncWorld(db)).key.householdId, [])).toEqual([])
    await store({ category: 'MEDICAL_DENTAL_CARE' }, null, { all: [{ is: 'direction', direction: 'out' }] })
    expect(await suggested()).toEqual([])
  })

  it('stay away once they were dismissed, for that household and category alone, until that is taken back', async () => {
    for (const id of ['t1', 't2', 't3', 't4', 't5', 't6', 't7']) world.bank.add(purchase(id))
    await syncAMinuteLater(world)
    const put = async (ids: string[], category: string) => {
      for (const id of ids) await saveEdit(db, household, await idOf(world, id), { category }, world.now)
    }
    const categories = async () => (await suggested()).map(({ category }) => category)
    const key = { merchantKey: 'harvest market', category: 'TRAVEL_LODGING' }
    await put(['t1', 't2', 't3'], 'TRAVEL_LODGING')
    await dismissSuggestion(db, (await syncWorld(db)).key.householdId, key, world.now)
    expect(await categories()).toEqual(['TRAVEL_LODGING'])
    await dismissSuggestion(db, household, key, world.now)
    await dismissSuggestion(db, household, key, world.now)
    expect(await categories()).toEqual([])
    await put(['t4'], 'TRAVEL_LODGING')
    expect(await categories()).toEqual([])
    await put(['t1', 't2', 't5', 't6', 't7'], 'INCOME_SALARY')
    expect(await categories()).toEqual(['INCOME_SALARY'])
    await put(['t1', 't2', 't5', 't6', 't7'], 'TRAVEL_LODGING')
    expect(await categories()).toEqual([])
    await restoreSuggestion(db, household, key)
    expect(await categories()).toEqual(['TRAVEL_LODGING'])
  })

  it('do not come of what the bank says by itself', async () => {
    for (const id of ['t1', 't2', 't3']) {
      world.bank.add(purchase(id))
      await syncAMinuteLater(world)
      await saveEdit(
        db,
        household,
        await idOf(world, id),
        { category: 'FOOD_AND_DRINK_GROCERIES' },
        world.now,
      )
    }
    expect(await suggested()).toEqual([])
  })

  it('find what the bank calls a merchant that the person calls otherwise', async () => {
    world.bank.add(purchase('t1'))
    await syncAMinuteLater(world)
    await saveEdit(db, household, await idOf(world, 't1'), { title: 'Our Market' }, world.now)
    expect(await findBankMerchant(db, household, 'Our Market')).toEqual({
      key: 'harvest market',
      title: 'Harvest Market',
    })
    expect(await findBankMerchant(db, household, 'nobody')).toBeNull()
  })
})
