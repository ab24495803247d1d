import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import type { ExportColumn, ExportShape, ExportTable } from '@/lib/db/household-export'
import type { TextRow } from '@/lib/db/table-rows'

/** What tables are called in an archive, where a person would not guess it. */
const FILE_NAMES: Readonly<Record<string, string>> = {
  balance_snapshots: 'balances',
  households: 'household',
  items: 'connections',
  item_lookups: 'connection-ids',
  users: 'people',
}

/** A table's name in the archive, without an ending. */
export function fileNameOf(table: string): string {
  return FILE_NAMES[table] ?? table.replaceAll('_', '-')
}

/**
 * A cell of a sheet. What somebody wrote and a spreadsheet would take for a formula begins with an apostrophe; numbers
 * stay numbers.
 */
export function csvCell(value: string | null, isText: boolean): string {
  if (value === null) return ''
  const safe = isText && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Excel takes a file without this mark for one of another alphabet. */
const MARK = '\uFEFF'

async function* sheetText({ columns, rows }: ExportShape): AsyncGenerator<string> {
  yield `${MARK}${columns.map(({ name }) => csvCell(name, true)).join(',')}\r\n`
  const line = (row: TextRow) =>
    `${row.map((value, index) => csvCell(value, columns[index]?.kind === 'text')).join(',')}\r\n`
  for await (const some of rows()) yield some.map(line).join('')
}

const jsonValue = (value: string | null, kind: ExportColumn['kind'] | undefined) =>
  value === null ? 'null' : kind === 'raw' ? value : JSON.stringify(value)

async function* documentText({ columns, rows }: ExportShape): AsyncGenerator<string> {
  const names = columns.map(({ name }) => JSON.stringify(name))
  const object = (row: TextRow) =>
    `{${row.map((value, index) => `${names[index]}:${jsonValue(value, columns[index]?.kind)}`).join(',')}}`
  let isFirst = true
  yield '['
  for await (const some of rows()) {
    yield `${isFirst ? '' : ','}\n${some.map(object).join(',\n')}`
    isFirst = false
  }
  yield '\n]\n'
}

/**
 * A ZIP archive of tables, piece by piece: for each a sheet (`accounts.csv`) and a document for machines
 * (`json/accounts.json`, in which exact numbers are texts). No table and no file is ever in memory as a whole; nothing is
 * read before the piece before it was taken.
 *
 * @param readme the text of README.txt.
 */
export async function* createArchive(
  tables: readonly ExportTable[],
  readme: string,
  madeAt: Date,
): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = []
  let failure: Error | null = null
  const zip = new Zip((error, piece) => {
    if (error) failure = error
    else made.push(piece)
  })
  function take(): Uint8Array[] {
    if (failure) throw failure
    const pieces = made
    made = []
    return pieces
  }
  async function* file(name: string, text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
    const entry = new ZipDeflate(name, { level: 6 })
    entry.mtime = madeAt
    zip.add(entry)
    for await (const some of text) {
      entry.push(strToU8(some))
      yield* take()
    }
    entry.push(new Uint8Array(), true)
    yield* take()
  }
  const first = new ZipPassThrough('README.txt')
  first.mtime = madeAt
  zip.add(first)
  first.push(strToU8(readme), true)
  yield* take()
  for (const { name, sheet, document } of tables) {
    yield* file(`${fileNameOf(name)}.csv`, sheetText(sheet))
    yield* file(`json/${fileNameOf(name)}.json`, documentText(document))
  }
  zip.end()
  yield* take()
}

/** A stream that asks for the next piece when the one before it was taken, and stops asking when nobody listens. */
export function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await pieces.return(undefined)
      },
    },
    { highWaterMark: 1 },
  )
}
