import { randomUUID } from 'node:crypto'
import type { WireTransaction } from '../wire'
import type { Purpose } from './entry'

/*
 * Pages of transactions are most of what is ever sent, and writing them as JSON was half of the work of serving them.
 * But rows of one purpose differ in a few fields alone: the bytes around those are made once, and copied.
 */

/** The fields in which two rows of one purpose and kind may differ. Their texts need no escaping. */
const ownFields = [
  'account_id',
  'amount',
  'authorized_date',
  'authorized_datetime',
  'date',
  'datetime',
  'pending_transaction_id',
  'transaction_id',
] as const satisfies readonly (keyof WireTransaction)[]
type OwnField = (typeof ownFields)[number]

/** The rows of one purpose and kind. */
export interface RowTemplate {
  /** The JSON between the own fields, as texts. */
  pieces: readonly string[]
  /** Which own fields stand there, in order. */
  fields: readonly OwnField[]
  /** For rows whose own fields are as long: the whole row, and where in it the fields begin. */
  layouts: Map<string, { bytes: Buffer; starts: readonly number[] }>
}

/** What no row can say: a name may be any text. */
const mark = `own field ${randomUUID()}`
const blank = Object.fromEntries(ownFields.map((name) => [name, mark]))
const isOwn = (name: string): name is OwnField => ownFields.some((field) => field === name)

const templates = new WeakMap<Purpose, Map<string, RowTemplate>>()

/**
 * How rows like this one are written.
 *
 * @param kind all that the row follows from besides its purpose and its own fields.
 */
export function rowTemplate(row: WireTransaction, purpose: Purpose, kind: string): RowTemplate {
  const ofPurpose = templates.get(purpose) ?? new Map<string, RowTemplate>()
  const known = ofPurpose.get(kind)
  if (known !== undefined) return known
  const pieces = JSON.stringify({ ...row, ...blank }).split(JSON.stringify(mark))
  const template = { pieces, fields: Object.keys(row).filter(isOwn), layouts: new Map() }
  ofPurpose.set(kind, template)
  templates.set(purpose, ofPurpose)
  return template
}

const fieldText = (value: string | number | null | undefined) =>
  typeof value === 'string' ? `"${value}"` : String(value ?? null)

function layoutOf(template: RowTemplate, texts: readonly string[]) {
  const key = texts.map(({ length }) => length).join()
  const known = template.layouts.get(key)
  if (known !== undefined) return known
  let row = template.pieces[0] ?? ''
  const starts = texts.map((text, index) => {
    const start = Buffer.byteLength(row)
    row += text + (template.pieces[index + 1] ?? '')
    return start
  })
  const layout = { bytes: Buffer.from(row), starts }
  template.layouts.set(key, layout)
  return layout
}

const lists = new WeakMap<object, readonly RowTemplate[]>()

/** Notes how the rows of a list are written, for `answerBytes`. */
export function noteTemplates(rows: readonly WireTransaction[], of: readonly RowTemplate[]): void {
  lists.set(rows, of)
}

function listBytes(rows: readonly WireTransaction[], of: readonly RowTemplate[]): Buffer<ArrayBuffer> {
  const laid = rows.map((row, index) => {
    const template = of[index]
    if (template === undefined) throw new TypeError('A row has no template')
    const texts = template.fields.map((field) => fieldText(row[field]))
    return { texts, layout: layoutOf(template, texts) }
  })
  const size = laid.reduce((sum, { layout }) => sum + layout.bytes.length + 1, 1)
  const bytes = Buffer.alloc(Math.max(2, size), ',')
  let at = 0
  for (const { texts, layout } of laid) {
    at += 1
    bytes.set(layout.bytes, at)
    texts.forEach((text, index) => {
      bytes.write(text, at + (layout.starts[index] ?? 0), 'latin1')
    })
    at += layout.bytes.length
  }
  bytes.write('[', 0, 'latin1')
  bytes.write(']', bytes.length - 1, 'latin1')
  return bytes
}

function isNoted(value: unknown): value is readonly WireTransaction[] {
  return typeof value === 'object' && value !== null && lists.has(value)
}

/** An answer's JSON in UTF-8, byte for byte what `JSON.stringify` gives, lists of noted rows written by their templates. */
export function answerBytes(body: object): Buffer<ArrayBuffer> {
  const entries = Object.entries(body)
  if (!entries.some(([, value]) => isNoted(value))) return Buffer.from(JSON.stringify(body))
  const parts: Buffer[] = []
  for (const [name, value] of entries) {
    const text = isNoted(value) ? null : JSON.stringify(value)
    if (text === undefined) continue
    const before = `${parts.length === 0 ? '{' : ','}${JSON.stringify(name)}:`
    parts.push(Buffer.from(`${before}${text ?? ''}`))
    if (isNoted(value)) parts.push(listBytes(value, lists.get(value) ?? []))
  }
  parts.push(Buffer.from('}'))
  return Buffer.concat(parts)
}
