import { toHealth } from '@/lib/bank/health'
import { addDays, type CalendarDate, dayInZone } from '@/lib/calendar/calendar-date'
import { listAccounts, type StoredAccount } from '@/lib/db/account-reads'
import { listBudgetNews } from '@/lib/db/budget-news'
import { listItems, type StoredItem } from '@/lib/db/item-reads'
import { listLiabilities, type StoredLiability } from '@/lib/db/liabilities'
import { listLarge, listOpenKeys } from '@/lib/db/notifications'
import type { Database } from '@/lib/db/open'
import { listStreams } from '@/lib/db/recurring'
import { expectedDays } from '@/lib/finance/recurring-outlook'
import { exact, plain } from '@/lib/money/money'
import { recurringNews } from '@/lib/recurring/news'
import { type Stream, toStreams } from '@/lib/recurring/stream'
import type { News, NotificationSettings } from './kinds'

/** The end of a consent is told this many days before. */
const ENDING_DAYS = 7
/** A connection that was not heard of for this long is told of, although it may mend itself. */
const SILENT_MS = 3 * 86_400_000
/** A bill is told of this many days before. */
const DUE_DAYS = 3
/** What comes this often, nobody needs to be told of each time. */
const TOO_OFTEN = new Set(['weekly', 'biweekly', 'semi_monthly', 'unknown'])
/** A lender's day and that of the payment that is known to come again may be this far apart. */
const SAME_BILL_DAYS = 3

interface Asked {
  db: Database
  householdId: string
  settings: NotificationSettings
  now: Date
  timeZone: string
}

/** Everything that there is to tell a household now, of the kinds that somebody in it wants. */
export async function findNews({ db, householdId, settings, now, timeZone }: Asked): Promise<News[]> {
  const today = dayInZone(now, timeZone)
  const wants = (...kinds: News['kind'][]) => kinds.some((kind) => !settings.off.includes(kind))
  const [items, accounts, streams, debts, budgets, large, open] = await Promise.all([
    wants('connection', 'accounts') ? listItems(db, householdId) : [],
    wants('balance', 'due') ? listAccounts(db, householdId) : [],
    wants('price', 'missed', 'due') ? listStreams(db, householdId) : [],
    wants('due') ? listLiabilities(db, householdId) : [],
    wants('budget') ? listBudgetNews(db, householdId, today) : [],
    wants('large') ? listLarge(db, householdId, settings.large, today) : [],
    listOpenKeys(db, householdId, ['balance', 'accounts']),
  ])
  const seen = toStreams(streams, timeZone)
  return [
    ...items.flatMap((item) => connectionNews(item, now, timeZone)),
    ...items.flatMap((item) => newAccountNews(item, today, open)),
    ...large,
    ...lowBalances(accounts, settings.low, today, open),
    ...streamNews(seen, today),
    ...dueNews(seen, debts, accounts, today),
    ...budgets.map(({ category, currency, month, limit, spent }): News => {
      const passed = exact(spent).greaterThan(limit)
      return {
        kind: 'budget',
        key: `budget:${category}:${currency}:${month}:${passed ? 100 : 90}`,
        data: { category, currency, month, limit, spent, passed },
      }
    }),
  ].filter(({ kind }) => wants(kind))
}

type ConnectionState = Extract<News, { kind: 'connection' }>['data']['state']

function connectionState(item: StoredItem, now: Date): ConnectionState | null {
  if (item.loginChangedAt !== null) return 'other_login'
  const { consentExpiresAt } = item
  const endsSoon =
    consentExpiresAt !== null && consentExpiresAt.getTime() - now.getTime() <= ENDING_DAYS * 86_400_000
  const health = toHealth(item.health)
  switch (health) {
    case 'sign_in':
    case 'unlock':
      return 'sign_in'
    case 'relink':
    case 'unsupported':
      return 'ended'
    case 'expiring':
      return consentExpiresAt === null || endsSoon ? 'ending' : null
    case 'waiting':
    case 'operator':
    case 'unknown':
      return now.getTime() - (item.lastSyncedAt ?? item.createdAt).getTime() >= SILENT_MS ? 'failing' : null
    case 'healthy':
    case 'importing':
      return endsSoon ? 'ending' : null
  }
}

function connectionNews(item: StoredItem, now: Date, timeZone: string): News[] {
  const state = connectionState(item, now)
  if (state === null) return []
  const { id: itemId, institutionName, consentExpiresAt } = item
  const endsOn = state === 'ending' && consentExpiresAt ? dayInZone(consentExpiresAt, timeZone) : null
  const since: Record<ConnectionState, Date | null> = {
    sign_in: item.healthChangedAt,
    ended: item.healthChangedAt,
    other_login: item.loginChangedAt,
    failing: item.lastSyncedAt ?? item.createdAt,
    ending: consentExpiresAt ?? item.healthChangedAt,
  }
  return [
    {
      kind: 'connection',
      key: `connection:${itemId}:${state}:${since[state]?.getTime() ?? 0}`,
      data: { itemId, institutionName, state, endsOn },
    },
  ]
}

/** The key under which something is told that can come again: that of what is open already, else one of today. */
function keyOf(about: string, today: CalendarDate, open: readonly string[]): string {
  return open.find((key) => key.startsWith(`${about}:`)) ?? `${about}:${today}`
}

function newAccountNews(item: StoredItem, today: CalendarDate, open: readonly string[]): News[] {
  const { id: itemId, institutionName, newAccountsAvailable } = item
  if (!newAccountsAvailable) return []
  return [
    { kind: 'accounts', key: keyOf(`accounts:${itemId}`, today, open), data: { itemId, institutionName } },
  ]
}

function lowBalances(
  accounts: readonly StoredAccount[],
  low: NotificationSettings['low'],
  today: CalendarDate,
  open: readonly string[],
): News[] {
  return accounts.flatMap((account): News[] => {
    const { id: accountId, name: accountName, balance, currency } = account
    const limit = low[accountId]
    if (limit === undefined || balance === null || account.closedAt !== null || account.hidden) return []
    if (!exact(balance).lessThan(limit)) return []
    const key = keyOf(`balance:${accountId}`, today, open)
    return [{ kind: 'balance', key, data: { accountId, accountName, balance, limit, currency } }]
  })
}

function streamNews(streams: readonly Stream[], today: CalendarDate): News[] {
  return recurringNews(streams, today).flatMap((news): News[] => {
    const { streamId, title } = news
    if (news.news === 'missed') {
      const { amount, currency } = news.amount
      const data = { streamId, title, currency, amount, day: news.day }
      return [{ kind: 'missed', key: `missed:${streamId}:${news.day}`, data }]
    }
    // That something brings more is no cause to look.
    if (!news.isRise || !exact(news.after.amount).isNegative()) return []
    const { currency } = news.after
    const data = { streamId, title, currency, before: news.before.amount, after: news.after.amount }
    return [{ kind: 'price', key: `price:${streamId}:${news.day}`, data }]
  })
}

/** What is told of a payment before it comes: bills, and subscriptions that come so seldom that one forgets them. */
function isToldBefore({ kind, frequency, dismissed, status }: Stream): boolean {
  if (dismissed || TOO_OFTEN.has(frequency) || status === 'early') return false
  return kind === 'bill' || (kind === 'subscription' && frequency !== 'monthly')
}

function dueNews(
  streams: readonly Stream[],
  debts: readonly StoredLiability[],
  accounts: readonly StoredAccount[],
  today: CalendarDate,
): News[] {
  const until = addDays(today, DUE_DAYS)
  const known = new Map(accounts.map((account) => [account.id, account]))
  const owed = debts.flatMap(({ accountId, nextDueOn, minimumPayment }): DueNews[] => {
    const account = known.get(accountId)
    if (!account || account.hidden || account.closedAt !== null) return []
    if (nextDueOn === null || nextDueOn < today || nextDueOn > until) return []
    if (minimumPayment !== null && !exact(minimumPayment).greaterThan(0)) return []
    const { name: title, currency } = account
    const data = { streamId: null, accountId, title, amount: minimumPayment, currency, day: nextDueOn }
    return [{ kind: 'due', key: `due:${accountId}:${nextDueOn}`, data }]
  })
  const bills = streams.filter(isToldBefore).flatMap((stream): DueNews[] => {
    const [day] = expectedDays(stream, until)
    if (day === undefined || day < today || !exact(stream.averageAmount).isNegative()) return []
    // A lender has told of it already.
    if (stream.category?.startsWith('LOAN_PAYMENTS') && owed.some((one) => isSameBill(one, stream, day)))
      return []
    const amount = plain(exact(stream.averageAmount).abs())
    const data = {
      streamId: stream.id,
      accountId: null,
      title: stream.name,
      amount,
      currency: stream.currency,
      day,
    }
    return [{ kind: 'due', key: `due:${stream.id}:${day}`, data }]
  })
  return [...owed, ...bills]
}

type DueNews = Extract<News, { kind: 'due' }>

function isSameBill({ data }: DueNews, stream: Stream, day: CalendarDate): boolean {
  return (
    data.currency === stream.currency &&
    data.day >= addDays(day, -SAME_BILL_DAYS) &&
    data.day <= addDays(day, SAME_BILL_DAYS)
  )
}
