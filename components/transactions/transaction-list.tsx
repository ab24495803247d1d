import { ArrowLeft, ArrowRight } from 'lucide-react'
import type { Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { listTransactions } from '@/lib/transactions/queries'
import { type TransactionSearch, transactionsHref } from '@/lib/transactions/schema'
import { CurrencySums } from './currency-sums'
import { NoRows } from './nothing'
import { TransactionSurface } from './transaction-surface'
import { TransactionTable } from './transaction-table'

const ICON = { 'aria-hidden': true, className: 'size-3.5', strokeWidth: 1.75 } as const

/** One page of what the search finds, with the sums of all of it. */
export async function TransactionList({ search }: { search: TransactionSearch }) {
  const [t, page] = await Promise.all([getTranslations('transactions'), listTransactions(search)])
  return (
    <div className="grid gap-4">
      <p role="status" className="sr-only">
        {t('count', { count: page.count })}
      </p>
      <CurrencySums sums={page.sums} />
      <TransactionSurface>
        {page.rows.length === 0 ? (
          <NoRows search={search} />
        ) : (
          <TransactionTable page={page} search={search} />
        )}
      </TransactionSurface>
      {page.rows.length > 0 && (search.after || page.next) ? (
        <nav aria-label={t('pages')} className="flex flex-wrap justify-between gap-2">
          {search.after ? (
            <ButtonLink
              variant="secondary"
              icon={<ArrowLeft {...ICON} />}
              href={transactionsHref(search, { after: null }) as Route}
            >
              {t('newest')}
            </ButtonLink>
          ) : null}
          {page.next ? (
            <ButtonLink
              variant="secondary"
              className="ml-auto"
              href={transactionsHref(search, { after: page.next }) as Route}
            >
              {t('older')}
              <ArrowRight {...ICON} />
            </ButtonLink>
          ) : null}
        </nav>
      ) : null}
    </div>
  )
}
