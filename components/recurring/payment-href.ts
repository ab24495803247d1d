import type { Route } from 'next'
import type { DueOrPaid } from '@/lib/recurring/queries'
import { streamHref } from '@/lib/recurring/schema'
import { entriesHref } from '@/lib/transactions/schema'

/** Where a payment on the calendar leads: to its transaction where it came, else to what is known of it. */
export function hrefOf({ transactionId, stream }: DueOrPaid): Route {
  return transactionId === null ? streamHref(stream.id) : entriesHref({ openId: transactionId })
}
