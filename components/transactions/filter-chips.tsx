import { X } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { AccountName } from '@/lib/transactions/queries'
import { type TransactionSearch, transactionsHref } from '@/lib/transactions/schema'

/** The filters that are on, each with a way to take it off. Nothing when none is. */
export function FilterChips({ search, account }: { search: TransactionSearch; account: AccountName | null }) {
  const t = useTranslations('transactions')
  const chips = [
    ...(search.text
      ? [{ label: t('textChip', { text: search.text }), href: transactionsHref(search, { text: null }) }]
      : []),
    ...(account
      ? [
          {
            label: account.mask ? `${account.name} ••${account.mask}` : account.name,
            href: transactionsHref(search, { accountId: null }),
          },
        ]
      : []),
  ]
  if (chips.length === 0) return null

  return (
    <ul aria-label={t('activeFilters')} className="flex flex-wrap items-center gap-2 pointer-coarse:gap-y-4">
      {chips.map(({ label, href }) => (
        <li key={href} className="min-w-0">
          <Link
            href={href as Route}
            scroll={false}
            aria-label={t('removeFilter', { filter: label })}
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
      {chips.length > 1 ? (
        <li>
          <Link
            href={transactionsHref(search, { text: null, accountId: null }) as Route}
            scroll={false}
            className="touch-target inline-flex h-7 items-center rounded-control px-2 text-13 text-ink-2 underline decoration-line underline-offset-4 hover:text-ink hover:decoration-ink-3"
          >
            {t('clearFilters')}
          </Link>
        </li>
      ) : null}
    </ul>
  )
}
