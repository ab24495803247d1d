import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '@/components/shell/page-header'
import { OpenedTransaction } from '@/components/transactions/opened-transaction'
import { Transactions } from '@/components/transactions/transactions'
import { readTransactionSearch } from '@/lib/transactions/schema'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transactions'))('title') }
}

/**
 * No loading.tsx beside this page: an id in the address that is not the household's answers 404, and a status can
 * only be sent while nothing else was. The list has a skeleton of its own.
 */
export default async function TransactionsPage({ searchParams }: PageProps<'/transactions'>) {
  const search = readTransactionSearch(await searchParams)
  const t = await getTranslations('transactions')
  return (
    <>
      <PageHeader title={t('title')} />
      <Transactions search={search} />
      {search.openId ? <OpenedTransaction openId={search.openId} search={search} /> : null}
    </>
  )
}
