import type { CalendarDate } from '@/lib/calendar/calendar-date'
import type { CategoryBook } from '@/lib/categories/category-book'
import type { StoredEntry } from '@/lib/db/entry-reads'
import { colourOf } from '@/lib/finance/colours'
import { formatMoney } from '@/lib/money/format'
import { dayHeading } from './day-heading'
import { writeKey } from './schema'
import { wasText } from './was-text'

/** A row of the list, in finished words. */
export interface ListRow {
  /** Its place in the order: where a page that follows it begins. */
  key: string
  transactionId: string
  day: CalendarDate
  /** The day in words. */
  heading: string
  title: string
  /** With its sign and currency. */
  amount: string
  /** How the amount ends: its decimal separator and digits, and then what stands after them; '' for neither. */
  fraction: string
  suffix: string
  moneyIn: boolean
  /** What it amounted to while it was pending, where that was something else; bare. */
  was: string | null
  category: string | null
  /** A CSS colour. */
  colour: string | null
  account: string
  /** The end of the account's number. */
  mask: string | null
  tags: string[]
  /** '' without one. */
  note: string
  pending: boolean
  flagged: boolean
  reviewed: boolean
  /** A part of a transaction that was split. */
  part: boolean
  /** Counts neither as income nor as spending: money between own accounts, or left out by the person. */
  aside: 'transfer' | 'excluded' | null
}

/** Some rows of the list, one after the other. */
export interface ListPage {
  rows: ListRow[]
  /** The key after which the next page begins; null on the last. */
  next: string | null
}

/** By what stored entries become rows that a person can read. */
export interface ListWords {
  accounts: ReadonlyMap<string, { name: string; mask: string | null }>
  book: Pick<CategoryBook, 'nameOf' | 'markOf'>
  locale: string
  today: CalendarDate
  dayWords: { today: string; yesterday: string }
}

/** As much of a note as a row has room for. */
const NOTE_SHOWN = 120

export function toListRow(stored: StoredEntry, words: ListWords): ListRow {
  const { accounts, book, locale, today, dayWords } = words
  const { listedOn, amount, currency, category, categoryGroup, replacedAmount, replacedCurrency, flow } =
    stored
  const money = { amount, currency }
  const parts = formatMoney(money, locale, { sign: 'always' })
  const account = accounts.get(stored.accountId)
  const changed = !stored.part && replacedAmount !== null && replacedAmount !== amount
  return {
    key: writeKey(stored),
    transactionId: stored.transactionId,
    day: listedOn,
    heading: dayHeading(listedOn, today, dayWords, locale),
    title: stored.title,
    amount: parts.text,
    fraction: parts.fraction,
    suffix: parts.suffix,
    moneyIn: parts.sign === '+',
    was:
      changed && replacedCurrency !== null
        ? wasText({ amount: replacedAmount, currency: replacedCurrency }, money, locale)
        : null,
    category: book.nameOf(category, categoryGroup),
    colour: category === null ? null : colourOf(book.markOf(category, categoryGroup).colour),
    account: account?.name ?? '',
    mask: account?.mask ?? null,
    tags: stored.tags,
    note: stored.note.slice(0, NOTE_SHOWN),
    pending: stored.pending,
    flagged: stored.flagged,
    reviewed: stored.reviewed,
    part: stored.part,
    aside: flow === 'transfer' || flow === 'excluded' ? flow : null,
  }
}
