import { notFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import type { TransactionSearch } from '@/lib/transactions/schema'
import { drawnTransaction } from './drawn-transaction'
import { OpenedSheet } from './opened-sheet'
import { openedWords } from './opened-words'

/** The transaction that the address opens, if it does. Not found, with its status, where there is none of that id. */
export async function OpenedTransaction({ search }: { search: TransactionSearch }) {
  const { openId } = search
  const [drawn, locale, words] = await Promise.all([
    openId ? drawnTransaction(openId, search) : null,
    getLocale(),
    openedWords(),
  ])
  if (openId && !drawn) notFound()
  return <OpenedSheet drawn={drawn} locale={locale} words={words} />
}
