import type { CalendarDate } from '../calendar/calendar-date'
import type { Flow } from './category-kinds'

/** One thing that an entry can be asked. Amounts are exact decimal texts without a sign: they ask how much, not which way. */
export type EntryTerm =
  /** Found in the title, the bank's texts, the note or a tag, in whatever case; or the category is one of `categories`. */
  | { is: 'text'; text: string; categories?: readonly string[] }
  | { is: 'merchant'; key: string }
  /** Found in the title alone, in whatever case. */
  | { is: 'titled'; text: string }
  | { is: 'amount'; compare: '=' | '>' | '>=' | '<' | '<='; value: string }
  | { is: 'direction'; direction: 'in' | 'out' }
  | { is: 'state'; state: 'pending' | 'posted' }
  | { is: 'account'; ids: readonly string[] }
  /** Codes of categories or of groups; a group stands for all of its own. */
  | { is: 'category'; codes: readonly string[] }
  | { is: 'uncategorised' }
  | { is: 'tag'; tag: string }
  | { is: 'tagged' }
  | { is: 'noted' }
  | { is: 'currency'; currency: string }
  | { is: 'flow'; flow: Flow }
  /** Both ends included; null: open. */
  | { is: 'listed'; from: CalendarDate | null; to: CalendarDate | null }
  | { is: 'reviewed' }
  | { is: 'flagged' }
  | { is: 'part' }
  /** One of these transactions, or a part of one. */
  | { is: 'transaction'; ids: readonly string[] }

/** A question to entries. `all` of nothing holds for every one, `any` of nothing for none. */
export type EntryCondition =
  | EntryTerm
  | { not: EntryCondition }
  | { all: readonly EntryCondition[] }
  | { any: readonly EntryCondition[] }
