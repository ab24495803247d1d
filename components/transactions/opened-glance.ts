import type { Route } from 'next'
import { fillSlot } from '@/lib/i18n/client-words'
import type { MoneyParts } from '@/lib/money/format'
import type { ListRow } from '@/lib/transactions/list-rows'
import { dayText } from './day-text'

/** The top of an opened transaction, in finished words: what its row in the list knows as well. */
export interface Glance {
  transactionId: string
  title: string
  day: string
  account: string
  /** The end of the account's number. */
  mask: string | null
  /** Null where only a part of it is known. */
  amount: MoneyParts | null
  /** What it amounted to before, as a sentence. */
  was: string | null
  pending: boolean
  flagged: boolean
  reviewed: boolean
  /** The bank took it back: there is nothing to mark any more. */
  removed: boolean
  previousHref: Route | null
  nextHref: Route | null
}

/** The list as it stands on the page, for who opens something of it. */
export interface Listed {
  rows: readonly ListRow[]
  hrefOf: (row: ListRow) => Route
}

let listed: Listed | null = null

/** @param list null when it leaves the page. */
export function rememberListed(list: Listed | null): void {
  listed = list
}

/** The row of a transaction and what its top says; null where the list on the page has not loaded it. */
export function glanceInList(
  transactionId: string,
  { was, locale }: { was: string; locale: string },
): { row: ListRow; glance: Glance } | null {
  if (!listed) return null
  const { rows, hrefOf } = listed
  const at = rows.findIndex((row) => row.transactionId === transactionId)
  const row = rows[at]
  if (!row) return null
  const hrefOfOther = (others: readonly ListRow[]) => {
    const other = others.find((one) => one.transactionId !== transactionId)
    return other ? hrefOf(other) : null
  }
  const glance = {
    transactionId,
    title: row.title,
    day: dayText(row.day, locale),
    account: row.account,
    mask: row.mask,
    amount: row.part ? null : amountParts(row),
    was: row.was === null ? null : fillSlot(was, row.was),
    pending: row.pending,
    flagged: row.flagged,
    reviewed: row.reviewed,
    removed: false,
    previousHref: hrefOfOther(rows.slice(0, at).reverse()),
    nextHref: hrefOfOther(rows.slice(at + 1)),
  }
  return { row, glance }
}

function amountParts({ amount, moneyIn, fraction, suffix }: ListRow): MoneyParts {
  const sign = moneyIn ? '+' : ''
  const prefix = amount.slice(sign.length, amount.length - fraction.length - suffix.length)
  return { text: amount, sign, prefix, integer: '', fraction, suffix }
}
