import 'server-only'
import { requireUser } from '@/lib/auth/session'
import { addDays, type CalendarDate, dayInZone, fromUtcMidnight } from '@/lib/calendar/calendar-date'
import { type CategoryChoiceGroup, categoryChoices } from '@/lib/categories/choices'
import { getCategoryBook } from '@/lib/categories/queries'
import { listAccountNames } from '@/lib/db/account-reads'
import { listTags } from '@/lib/db/transaction-edits'
import { findSuccessor, listHistory } from '@/lib/db/transaction-events'
import {
  countAlikeEdits,
  findNeighbours,
  findTransaction,
  listRuleNames,
  type Neighbours,
} from '@/lib/db/transaction-reads'
import { type Money, plain } from '@/lib/money/money'
import { runtime } from '@/lib/runtime'
import { counterpartiesOf, placeOf } from './described'
import { DAYS_AHEAD, FIRST_DAY } from './edit-schema'
import { type HistoryEntry, historyOf } from './history'
import { type AccountName, findCondition } from './queries'
import { filterOf, type TransactionSearch } from './schema'
import { isRestOdd } from './splits'
import { findTransfer, type TransferOf } from './transfers-queries'

/** Edits of one kind after which a person is asked whether a rule should make them. */
const ALIKE_ENOUGH = 2

/** What three say of one thing, each in its own words; null where it says nothing. */
export interface Said<Value> {
  bank: Value | null
  rule: Value | null
  own: Value | null
}

/** What holds of what was said: a person's word before a rule's, a rule's before the bank's. */
export function holds<Value>({ bank, rule, own }: Said<Value>): Value | null {
  return own ?? rule ?? bank
}

/** A category by its code, and what it is called. */
export interface NamedCategory {
  code: string
  name: string
}

/** A part of a transaction that was split; the first one takes the rest. */
export interface Part {
  id: string
  amount: Money
  /** Null: that of the whole. */
  category: string | null
  /** Of the category that holds. */
  categoryName: string | null
  /** '' without one. */
  note: string
}

export interface TransactionDetails {
  id: string
  /** The bank's own text. */
  name: string
  originalDescription: string | null
  amount: Money
  pending: boolean
  /** Set when the bank took it back; it is out of the lists then. */
  removed: boolean
  postedOn: CalendarDate
  authorizedOn: CalendarDate | null
  merchantName: string | null
  website: string | null
  title: Said<string>
  category: Said<NamedCategory>
  categoryConfidence: string | null
  /** The day on which it is shown and counted. Rules say none. */
  day: Said<CalendarDate>
  /** Whether it only moves money; the bank's word is what its category and account say. */
  transfer: Said<boolean>
  /** Whether it is left out of reports. The bank has no word in it. */
  excluded: Said<boolean>
  reviewed: boolean
  /** What the rules that had a part in it are called. */
  ruleNames: string[]
  /** Address, city, region, postal code, country: the parts that the bank gave. */
  place: string | null
  counterparties: { name: string; type: string }[]
  paymentChannel: string
  checkNumber: string | null
  account: AccountName
  note: string
  tags: string[]
  /** Those of rules, which stand beside the person's. */
  ruleTags: string[]
  flagged: boolean
  /** Tags that the household has in use, the most used first. */
  knownTags: string[]
  /** None while it is whole. */
  parts: Part[]
  /** The bank's amount has changed so that nothing is left for the first part, or less than nothing. */
  isSplitOdd: boolean
  /** The categories to choose from. */
  categories: CategoryChoiceGroup[]
  /** The other side that was confirmed, or those that may be it. */
  transferOf: TransferOf
  /** What a rule would be made of, after several edits of the same kind; null while there is no reason to offer one. */
  ruleOffer: { merchantKey: string; category: NamedCategory; count: number } | null
  /** What stands before and after it in the list that it was opened from. */
  neighbours: Neighbours
  /** The days that it can be shown on, both included. */
  firstDay: CalendarDate
  lastDay: CalendarDate
  /** The pending transaction that it replaced. */
  replaced: { amount: Money; shownOn: CalendarDate; name: string } | null
  /** Of a transaction out of sight: the posted one that replaced it. */
  successorId: string | null
  /** Oldest first. */
  history: HistoryEntry[]
  /** The accounts that the history may name. */
  accounts: AccountName[]
}

/**
 * One transaction of the person's household; null when there is none of that id.
 *
 * @param search the list that it was opened from.
 */
export async function findTransactionDetails(
  id: string,
  search: TransactionSearch,
): Promise<TransactionDetails | null> {
  const { householdId, timeZone } = await requireUser()
  const { db, clock } = await runtime()
  const found = await findTransaction(db, householdId, id)
  if (!found) return null
  const { replaced, edit, ruleOutcome: rule } = found
  const isListed = found.removedAt === null
  const [history, knownTags, accounts, successor, book, ruleNames, neighbours, transferOf] =
    await Promise.all([
      listHistory(db, householdId, id),
      listTags(db, householdId),
      listAccountNames(db, householdId),
      isListed ? null : findSuccessor(db, householdId, found.plaidTransactionId),
      getCategoryBook(),
      listRuleNames(db, householdId, rule?.ruleIds ?? []),
      findCondition(filterOf(search)).then((condition) => findNeighbours(db, householdId, condition, id)),
      findTransfer(id, isListed && !found.pending && edit?.transfer !== false),
    ])
  const account = accounts.find(({ id }) => id === found.accountId)
  if (!account) return null

  const named = (code: string | null | undefined): NamedCategory | null =>
    code ? { code, name: book.fullNameOf(code) ?? code } : null
  const amount = { amount: plain(found.amount), currency: found.currency }
  const category = {
    bank: named(found.categoryDetailed ?? found.categoryPrimary),
    rule: named(rule?.category),
    own: named(edit?.category),
  }
  const said = holds(category)
  const parts = found.splits.map((part) => {
    const entry = found.entries.find(({ id }) => id === part.id)
    return {
      id: part.id,
      amount: { amount: plain(entry?.amount ?? part.amount ?? 0), currency: found.currency },
      category: part.category,
      categoryName: named(part.category)?.name ?? said?.name ?? null,
      note: part.note,
    }
  })
  const merchantKey = (found.merchantName ?? found.name).trim().toLowerCase()
  const { own } = category
  const alike =
    own && own.code !== rule?.category && own.code !== category.bank?.code
      ? await countAlikeEdits(db, householdId, merchantKey, own.code)
      : 0

  return {
    id: found.id,
    name: found.name,
    originalDescription: found.originalDescription,
    amount,
    pending: found.pending,
    removed: !isListed,
    postedOn: fromUtcMidnight(found.postedOn),
    authorizedOn: found.authorizedOn && fromUtcMidnight(found.authorizedOn),
    merchantName: found.merchantName,
    website: found.website,
    title: { bank: found.merchantName ?? found.name, rule: rule?.title ?? null, own: edit?.title ?? null },
    category,
    categoryConfidence: found.categoryConfidence,
    day: {
      bank: fromUtcMidnight(found.shownOn),
      rule: null,
      own: edit?.shownOn ? fromUtcMidnight(edit.shownOn) : null,
    },
    transfer: {
      bank: found.account.type === 'loan' || (said !== null && book.kindOf(said.code) === 'transfer'),
      rule: rule?.transfer ?? null,
      own: edit?.transfer ?? null,
    },
    excluded: { bank: null, rule: rule?.excluded ?? null, own: edit?.excluded ?? null },
    reviewed: Boolean(edit?.reviewedAt) || Boolean(rule?.reviewed),
    ruleNames,
    place: placeOf(found.location),
    counterparties: counterpartiesOf(found.counterparties),
    paymentChannel: found.paymentChannel,
    checkNumber: found.checkNumber,
    account,
    note: edit?.note ?? '',
    tags: edit?.tags ?? [],
    ruleTags: rule?.tags ?? [],
    flagged: edit?.flagged ?? false,
    knownTags,
    parts,
    isSplitOdd: parts[0] !== undefined && isRestOdd(amount.amount, parts[0].amount.amount),
    categories: categoryChoices(book, [said?.code ?? null, ...parts.map((part) => part.category)]),
    transferOf,
    ruleOffer: own && alike >= ALIKE_ENOUGH ? { merchantKey, category: own, count: alike } : null,
    neighbours,
    firstDay: FIRST_DAY,
    lastDay: addDays(dayInZone(clock.now(), timeZone), DAYS_AHEAD),
    replaced: replaced && {
      amount: { amount: plain(replaced.amount), currency: replaced.currency },
      shownOn: fromUtcMidnight(replaced.shownOn),
      name: replaced.name,
    },
    successorId: successor?.id ?? null,
    history: historyOf(history),
    accounts,
  }
}
