import { getLocale, getTranslations } from 'next-intl/server'
import { isImporting, type ListSummary, listPage } from '@/lib/transactions/queries'
import { filterOf, searchQuery, type TransactionSearch, writeKey } from '@/lib/transactions/schema'
import { CurrencySums } from './currency-sums'
import { ListFrame } from './list-frame'
import { bulkWords, keyWords, listWords } from './list-texts'
import { NoRows } from './nothing'
import { TransactionSurface } from './transaction-surface'

interface TransactionListProps {
  search: TransactionSearch
  summary: ListSummary
  /** Rows that the filter finds. */
  count: number
}

/** The sums of what the search finds, and its first page; the others follow as one scrolls. */
export async function TransactionList({ search, summary, count }: TransactionListProps) {
  const [t, locale, page] = await Promise.all([getTranslations('list'), getLocale(), listPage(search)])
  const query = searchQuery(filterOf(search))
  if (page.rows.length === 0) {
    const importing = await isImporting()
    return (
      <>
        <Count text={t('count', { count })} />
        <TransactionSurface>
          <NoRows search={search} importing={importing} />
        </TransactionSurface>
      </>
    )
  }
  const [words, bulk, keys] = await Promise.all([listWords(), bulkWords(count), keyWords()])
  return (
    <>
      <Count text={t('count', { count })} />
      <CurrencySums sums={summary.sums} />
      <ListFrame
        key={`${query} ${search.after ? writeKey(search.after) : ''}`}
        first={page}
        after={search.after && writeKey(search.after)}
        query={query}
        total={count}
        review={
          search.review === 'open'
            ? { lead: t('review.lead', { count }), all: t('review.all', { count }) }
            : null
        }
        locale={locale}
        words={words}
        bulkWords={bulk}
        keyWords={keys}
      />
    </>
  )
}

/** Read out when the filter changes. */
function Count({ text }: { text: string }) {
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  )
}
