import { Download } from 'lucide-react'
import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '@/components/shell/page-header'
import { OpenedTransaction } from '@/components/transactions/opened-transaction'
import { Transactions } from '@/components/transactions/transactions'
import { ButtonLink } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { filterOf, readTransactionSearch, searchQuery } from '@/lib/transactions/schema'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transactions'))('title') }
}

/**
 * No loading.tsx beside this page: an id in the address that is not the household's answers 404, and a status can
 * only be sent while nothing else was.
 */
export default async function TransactionsPage({ searchParams }: PageProps<'/transactions'>) {
  const search = readTransactionSearch(await searchParams)
  const [t, list, details] = await Promise.all([
    getTranslations('transactions'),
    getTranslations('list'),
    getTranslations('details'),
  ])
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <ButtonLink variant="quiet" className="max-rail:-ml-4" href={'/transactions/transfers' as Route}>
              {details('transfers.title')}
            </ButtonLink>
            <a
              href={`/api/transactions/csv?${searchQuery(filterOf(search))}`}
              download
              title={list('csvHint')}
              className={buttonClass({ variant: 'quiet' })}
            >
              <Download aria-hidden="true" className="size-4" strokeWidth={1.75} />
              {list('csv')}
            </a>
          </>
        }
      />
      <Transactions search={search} />
      <OpenedTransaction search={search} />
    </>
  )
}
