import { type CalendarDate, parseCalendarDate } from '@/lib/calendar/calendar-date'
import type { StoredEvent, StoredHistory } from '@/lib/db/transaction-events'
import type { Money } from '@/lib/money/money'
import { counterpartiesOf, placeOf } from './described'

/** A value of a transaction in a form that can be written out for a person. */
export type HistoryValue =
  | { type: 'money'; money: Money }
  | { type: 'text'; text: string }
  | { type: 'day'; day: CalendarDate }
  | { type: 'category'; primary: string | null; detailed: string | null }
  | { type: 'account'; accountId: string }
  | { type: 'channel'; channel: string }
  | { type: 'state'; pending: boolean }

/** What a person can see to have changed. `details`: something of the rest, such as a logo. */
export type HistoryField =
  | 'amount'
  | 'name'
  | 'merchant'
  | 'originalText'
  | 'category'
  | 'account'
  | 'happened'
  | 'date'
  | 'place'
  | 'channel'
  | 'check'
  | 'counterparties'
  | 'website'
  | 'state'
  | 'replaces'
  | 'details'

export interface FieldChange {
  field: HistoryField
  /** Null where there was none, or where it is nothing to read. */
  before: HistoryValue | null
  after: HistoryValue | null
}

/**
 * `reported`: the bank first told of it. `posted`: it is no longer pending; where the bank gave it a new entry, that
 * is compared with the pending one. `replaced`: its posted entry came (only where that is not told of itself).
 */
export interface HistoryEntry {
  kind: 'reported' | 'posted' | 'changed' | 'removed' | 'restored' | 'replaced'
  at: Date
  /** As it was after this. */
  pending: boolean
  amount: Money
  changes: FieldChange[]
}

type Values = Readonly<Record<string, unknown>>

const text = (value: unknown): HistoryValue | null =>
  typeof value === 'string' && value !== '' ? { type: 'text', text: value } : null
const code = (value: unknown) => (typeof value === 'string' ? value : null)
const money = (values: Values): Money => ({
  amount: String(values.amount),
  currency: String(values.currency),
})
function day(value: unknown): HistoryValue | null {
  const known = typeof value === 'string' ? parseCalendarDate(value) : null
  return known && { type: 'day', day: known }
}
function category(values: Values): HistoryValue | null {
  const primary = code(values.category_primary)
  const detailed = code(values.category_detailed)
  return primary === null && detailed === null ? null : { type: 'category', primary, detailed }
}
function parties(value: unknown): HistoryValue | null {
  return text(
    counterpartiesOf(value)
      .map(({ name }) => name)
      .join(', '),
  )
}

/** How each field is read from the columns, in the order in which changes are listed. */
const FIELDS: readonly (readonly [HistoryField, (values: Values) => HistoryValue | null])[] = [
  ['state', ({ pending }) => ({ type: 'state', pending: pending === true })],
  ['amount', (values) => ({ type: 'money', money: money(values) })],
  ['name', ({ name }) => text(name)],
  ['merchant', ({ merchant_name }) => text(merchant_name)],
  ['category', category],
  ['account', ({ account_id }) => ({ type: 'account', accountId: String(account_id) })],
  ['happened', ({ authorized_on }) => day(authorized_on)],
  ['date', ({ posted_on }) => day(posted_on)],
  ['originalText', ({ original_description }) => text(original_description)],
  ['place', ({ location }) => text(placeOf(location))],
  [
    'channel',
    ({ payment_channel }) => {
      const channel = code(payment_channel)
      return channel === null ? null : { type: 'channel', channel }
    },
  ],
  ['check', ({ check_number }) => text(check_number)],
  ['counterparties', ({ counterparties }) => parties(counterparties)],
  ['website', ({ website }) => text(website)],
]

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** What a person can see to differ between two states of a transaction. */
function differences(before: Values, after: Values): FieldChange[] {
  return FIELDS.flatMap(([field, read]) => {
    const change = { field, before: read(before), after: read(after) }
    return same(change.before, change.after) ? [] : [change]
  })
}

/** What an event of one transaction changed; what cannot be read as words is still said to have changed. */
function changesOf(before: Values, after: Values, columns: readonly string[]): FieldChange[] {
  const changes = differences(before, after)
  if (columns.includes('pending_plaid_transaction_id'))
    changes.push({ field: 'replaces', before: null, after: null })
  if (changes.length === 0 && columns.length > 0)
    changes.push({ field: 'details', before: null, after: null })
  return changes
}

interface Step {
  event: StoredEvent
  before: Values
  after: Values
}

/** Each event with the state before and after it, and the state in which the transaction was first reported. */
function stepsOf({ values, events }: StoredHistory): { first: Values; steps: Step[] } {
  const steps: Step[] = []
  let after: Values = values
  for (const event of events.toReversed()) {
    const before = { ...after, ...event.before }
    steps.unshift({ event, before, after })
    after = before
  }
  return { first: after, steps }
}

function toEntry({ event, before, after }: Step): HistoryEntry {
  const posts = event.kind === 'changed' && before.pending === true && after.pending === false
  const changes = changesOf(before, after, Object.keys(event.before))
  return {
    kind: posts ? 'posted' : event.kind,
    at: event.at,
    pending: after.pending === true,
    amount: money(after),
    changes: posts ? changes.filter(({ field }) => field !== 'state') : changes,
  }
}

/**
 * What became of a transaction, oldest first, from the first report of the pending one that it replaced.
 *
 * @param line the transaction last, and before it those that it replaced.
 */
export function historyOf(line: readonly StoredHistory[]): HistoryEntry[] {
  const entries: HistoryEntry[] = []
  let previous: Values | null = null
  for (const [index, stored] of line.entries()) {
    const { first, steps } = stepsOf(stored)
    // One that was there before it was known to post the pending one was reported by itself.
    const wasKnown = steps.some(({ event }) => 'pending_plaid_transaction_id' in event.before)
    const replaces = previous !== null && !wasKnown
    entries.push({
      kind: !replaces ? 'reported' : first.pending === true ? 'changed' : 'posted',
      at: stored.createdAt,
      pending: first.pending === true,
      amount: money(first),
      changes: replaces ? differences(previous ?? first, first).filter(({ field }) => field !== 'state') : [],
    })
    const isReplaced = index < line.length - 1
    for (const step of steps) if (!(isReplaced && step.event.kind === 'replaced')) entries.push(toEntry(step))
    previous = stored.values
  }
  return entries.sort((a, b) => a.at.getTime() - b.at.getTime())
}
