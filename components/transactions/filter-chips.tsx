import { X } from 'lucide-react'
import type { Route } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { moneyText } from '@/lib/money/format'
import { type AccountName, categoryNames, findMerchant } from '@/lib/transactions/queries'
import {
  filterOf,
  NO_CATEGORY,
  NO_FILTER,
  searchQuery,
  type TransactionSearch,
  transactionsHref,
} from '@/lib/transactions/schema'
import { Link } from '../ui/link'
import { dayText } from './day-text'

interface Chip {
  label: string
  href: Route
}

/** The filters that are on, each with a way to take it off. Nothing when none is. `children` stand behind them. */
export async function FilterChips({
  search,
  accounts,
  children,
}: {
  search: TransactionSearch
  accounts: readonly AccountName[]
  children: ReactNode
}) {
  const [t, chips] = await Promise.all([getTranslations('list.chips'), listChips(search, accounts)])
  if (chips.length === 0) return null

  return (
    <div className="flex flex-wrap items-center gap-2 pointer-coarse:gap-y-4">
      <ul aria-label={t('active')} className="contents">
        {chips.map(({ label, href }) => (
          <li key={label} className="min-w-0">
            <Link
              href={href}
              scroll={false}
              aria-label={t('remove', { filter: label })}
              className="touch-target group flex h-7 max-w-full items-center gap-1.5 rounded-full bg-chip pr-2 pl-3 text-13 hover:text-ink-2"
            >
              <span className="truncate">{label}</span>
              <X
                aria-hidden="true"
                className="size-3.5 shrink-0 text-ink-2 group-hover:text-ink"
                strokeWidth={1.75}
              />
            </Link>
          </li>
        ))}
      </ul>
      <Link
        href={transactionsHref(search, { ...NO_FILTER, state: search.state, review: search.review })}
        scroll={false}
        className="touch-target inline-flex h-7 items-center rounded-control px-2 text-13 text-ink-2 underline decoration-line underline-offset-4 hover:text-ink hover:decoration-ink-3"
      >
        {t('clear')}
      </Link>
      {children}
    </div>
  )
}

/** How many of the filters of the panel are on. */
export function countFilters(search: TransactionSearch): number {
  const names = new Set(
    new URLSearchParams(searchQuery({ ...filterOf(search), text: null, state: null })).keys(),
  )
  return names.size
}

async function listChips(search: TransactionSearch, accounts: readonly AccountName[]): Promise<Chip[]> {
  const [t, words, locale, nameOf, merchant] = await Promise.all([
    getTranslations('list.chips'),
    getTranslations('list.bar'),
    getLocale(),
    categoryNames(),
    findMerchant(search),
  ])
  const { text, accountIds, categories, tag, currency, direction, flow, from, to, review, min, max } = search
  const chips: Chip[] = []
  const add = (label: string, changes: Partial<TransactionSearch>) =>
    chips.push({ label, href: transactionsHref(search, changes) })
  const amount = (value: string) =>
    moneyText({ amount: value, currency: currency ?? '' }, locale, { bare: true, sign: 'never' })
  const day = (value: NonNullable<typeof from>) => dayText(value, locale)

  if (text) add(t('text', { text }), { text: null })
  if (from || to)
    add(
      from && to
        ? from === to
          ? day(from)
          : t('between', { from: day(from), to: day(to) })
        : from
          ? t('since', { from: day(from) })
          : to
            ? t('until', { to: day(to) })
            : '',
      { from: null, to: null },
    )
  for (const id of accountIds) {
    const account = accounts.find((one) => one.id === id)
    if (account)
      add(account.mask ? `${account.name} ••${account.mask}` : account.name, {
        accountIds: accountIds.filter((one) => one !== id),
      })
  }
  for (const code of categories)
    add(code === NO_CATEGORY ? words('noCategory') : nameOf(code), {
      categories: categories.filter((one) => one !== code),
    })
  if (merchant !== null) add(merchant, { merchantKey: null })
  if (tag) add(t('tag', { tag }), { tag: null })
  if (min !== null || max !== null)
    add(
      min !== null && max !== null
        ? t('range', { min: amount(min), max: amount(max) })
        : min !== null
          ? t('min', { amount: amount(min) })
          : t('max', { amount: amount(max ?? '0') }),
      { min: null, max: null },
    )
  if (currency) add(currency, { currency: null })
  if (direction) add(words(direction), { direction: null })
  if (flow) add(words(flow), { flow: null })
  // The tab says it otherwise.
  if (review === 'done' || (review && search.state)) add(words(review), { review: null })
  return chips
}
