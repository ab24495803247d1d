import type { Route } from 'next'
import { budgetsHref } from '@/lib/budgets/search'
import { toCalendarDate } from '@/lib/calendar/calendar-date'
import { streamHref } from '@/lib/recurring/schema'
import { entriesHref } from '@/lib/transactions/schema'
import type { NewsBody } from './kinds'

const accountHref = (accountId: string) => `/accounts/${accountId}` as Route

/** The rows or the page that something is about. */
export function notificationHref(news: NewsBody): Route {
  switch (news.kind) {
    case 'connection':
    case 'accounts':
      return `/connections/${news.data.itemId}` as Route
    case 'large':
      return entriesHref({ openId: news.data.transactionId })
    case 'balance':
      return accountHref(news.data.accountId)
    case 'price':
    case 'missed':
      return streamHref(news.data.streamId)
    case 'budget': {
      const { month, currency, category } = news.data
      return budgetsHref({ month: toCalendarDate(month), currency }, category)
    }
    case 'due': {
      const { streamId, accountId } = news.data
      if (streamId !== null) return streamHref(streamId)
      return accountId === null ? ('/recurring' as Route) : accountHref(accountId)
    }
  }
}
