import type { Database } from './open'
import {
  type CatalogueColumn,
  type CatalogueTable,
  listTables,
  quoted,
  referredFirst,
} from './table-catalogue'

/** A value of a type, as text, by a seed: also the awkward ones. */
function sampleOf({ type }: CatalogueColumn, seed: number): string {
  const texts = [
    '',
    ' ',
    '=1+1',
    'Ünïcødé 🏦',
    '"quoted", \\back\\',
    'two\nlines\r\n\ttab',
    'null',
    '{}',
    "it's",
  ]
  const text = texts[seed % texts.length] ?? ''
  if (type === 'uuid') return `00000000-0000-4000-8000-${String(seed).padStart(12, '0')}`
  if (type.startsWith('numeric')) {
    const [, precision = '28', scale = '10'] = /\((\d+),(\d+)\)/.exec(type) ?? []
    const whole = `${seed}123456789012345678901234567890`.slice(0, Number(precision) - Number(scale))
    return `${seed % 2 ? '-' : ''}${whole}.${`${seed}9876543210`.slice(0, Number(scale)).padEnd(1, '0')}`
  }
  if (/^(small|big)?int/.test(type)) return String(seed)
  if (type === 'boolean') return seed % 2 ? 'true' : 'false'
  if (type === 'date') return `20${String(10 + (seed % 80))}-02-${String(1 + (seed % 28)).padStart(2, '0')}`
  if (type.startsWith('timestamp')) return `2026-03-29T01:59:59.${String(seed % 1000).padStart(3, '0')}Z`
  if (type.endsWith('[]') && type.startsWith('text')) return '{"a,b","c\\"d",NULL,"null",""}'
  if (type.endsWith('[]')) return '{}'
  if (type.startsWith('json')) return JSON.stringify({ text, digits: seed, deep: [null, true, { '': 'ü' }] })
  if (type === 'bytea') return `\\x00ff${String(seed % 100).padStart(2, '0')}`
  if (/^double|^real/.test(type)) return `0.${seed}`
  if (/^(text|character)/.test(type)) return `${seed} ${text}`
  throw new Error(`The test has no value for the type ${type}; give it one`)
}

/**
 * Fills every table with some rows. Columns that refer to others take the values of the row of the same number there;
 * `gaps` says where a column that may be empty is.
 */
export async function fillTables(
  db: Database,
  rows: number,
  gaps: (place: number) => boolean,
): Promise<CatalogueTable[]> {
  const tables = referredFirst(await listTables(db.prisma))
  const rowsOf = new Map<string, Record<string, string | null>[]>()
  let place = 0
  for (const table of tables) {
    const made: Record<string, string | null>[] = []
    for (let index = 0; index < rows; index += 1) {
      const row: Record<string, string | null> = {}
      for (const column of table.columns.filter(({ isGenerated }) => !isGenerated)) {
        place += 1
        row[column.name] =
          column.isNullable && gaps(place) ? null : sampleOf(column, 1 + index * 1_000 + place)
      }
      for (const { columns, target, targetColumns } of table.references) {
        const referred = target === table.name ? made[0] : rowsOf.get(target)?.[index]
        columns.forEach((name, at) => {
          if (row[name] === null) return
          row[name] =
            referred?.[targetColumns[at] ?? ''] ?? (target === table.name ? null : (row[name] ?? null))
        })
      }
      made.push(row)
      const names = Object.keys(row)
      const types = new Map(table.columns.map(({ name, type }) => [name, type]))
      await db.prisma.$executeRawUnsafe(
        `INSERT INTO ${quoted(table.name)} (${names.map(quoted).join(', ')}) OVERRIDING SYSTEM VALUE
         VALUES (${names.map((name, at) => `$${at + 1}::text::${types.get(name)}`).join(', ')})`,
        ...names.map((name) => row[name] ?? null),
      )
    }
    rowsOf.set(table.name, made)
  }
  return tables
}
