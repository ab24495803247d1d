'use server'

import { requireUser } from '@/lib/auth/session'
import { fail, ok, type Result } from '@/lib/result'
import { readTransactionSearch } from '@/lib/transactions/schema'
import { drawnTransaction, type Opened } from './drawn-transaction'

/**
 * What an opened transaction shows, drawn: for the list, which opens one without asking for its whole page again.
 *
 * @param query the address's, of the list and of what is open in it.
 */
export async function openTransaction(query: unknown): Promise<Result<Opened, 'NOT_FOUND'>> {
  await requireUser()
  const search = readTransactionSearch(new URLSearchParams(typeof query === 'string' ? query : ''))
  const opened = search.openId && (await drawnTransaction(search.openId, search))
  return opened ? ok(opened) : fail('NOT_FOUND')
}
