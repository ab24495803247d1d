import type { CounterpartyType, PaymentChannel, TransactionCode } from '../wire'
import type { Category } from './categories'
import type { Currency } from './institution'

/** Where a shop stands. */
export interface Place {
  address: string
  city: string
  region: string | null
  postalCode: string
  country: string
  lat: number
  lon: number
  storeNumber: string | null
}

/** What a movement of money is for: everything about it but its amount and its time. */
export interface Purpose {
  /** The line as the bank words it. */
  name: string
  /** The line while it is pending, where the bank words it otherwise. */
  pendingName?: string
  merchant: string | null
  category: Category
  channel: PaymentChannel
  place: Place | null
  code: TransactionCode | null
  counterparty: { name: string; type: CounterpartyType } | null
  checkNumber?: string
  paymentMethod?: string
  payee?: string
  payer?: string
}

/**
 * How a pending movement ends: it posts and says which pending one it was, posts without saying so, or vanishes
 * (a hold that was never collected).
 */
export type Fate = 'posts' | 'posts-unlinked' | 'vanishes'

/** One movement on one account of the pretend bank's books. */
export interface Entry {
  /** Unique in its world, and the same however far the world has been told. */
  key: string
  /** The account's key within the institution, such as 'checking'. */
  account: string
  /** Minor units of the account's currency, positive = money out (Plaid's sign), while pending. */
  pendingMinor: number
  /** The same once it is posted: tips and final petrol amounts differ. */
  postedMinor: number
  /** When it happened, in milliseconds. */
  occurredAt: number
  /** When it posts or vanishes, in milliseconds. */
  settlesAt: number
  /** Is it shown while pending? Otherwise it appears posted, at `settlesAt`. */
  pends: boolean
  fate: Fate
  /** When the aggregator learns more about the posted row and reports it as modified; null for most. */
  enrichedAt: number | null
  /** Are the times of day known, or only the days? */
  timed: boolean
  /** From when on it is shown, where that is not when it happened. */
  shownAt?: number
  /** What its amounts are in, where that is not the institution's currency. */
  currency?: Currency
  /** True where it is in another currency than its account, and so moves no balance. */
  isForeign?: boolean
  purpose: Purpose
}
