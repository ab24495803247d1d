import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { toCalendarDate, toUtcMidnight } from '@/lib/calendar/calendar-date'
import type { CategoryBook } from '@/lib/categories/category-book'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import { moneyText } from '@/lib/money/format'
import { exact, plain } from '@/lib/money/money'
import type { NewsBody } from '@/lib/notifications/kinds'

export interface NotificationText {
  title: ReactNode
  body: ReactNode
  /** The title for names of buttons. */
  plainTitle: string
}

const m = (words: ReactNode) => <span className="figures money">{words}</span>
const asText = (words: string) => words

/** How something is said that there is to tell, in the person's language. */
export function useNotificationText(news: NewsBody, categories: CategoryBook): NotificationText {
  const t = useTranslations('notifications.text')
  const locale = useLocale()
  const size = (amount: string, currency: string) =>
    moneyText({ amount, currency }, locale, { sign: 'never' })
  const day = (date: string) =>
    dateTimeFormat(locale, {
      weekday: 'short',
      month: 'short',
      day: 'numeric',
      timeZone: 'UTC',
    }).format(toUtcMidnight(toCalendarDate(date)))
  switch (news.kind) {
    case 'connection': {
      const { institutionName: bank, state, endsOn } = news.data
      const plainTitle =
        state === 'ending' && endsOn !== null
          ? t('connection.endingOn', { bank, day: day(endsOn) })
          : t(`connection.${state}`, { bank })
      return { title: plainTitle, plainTitle, body: t(`connectionBody.${state}`) }
    }
    case 'large': {
      const { title, amount, currency, accountName } = news.data
      const key = exact(amount).isNegative() ? 'largeOut' : 'largeIn'
      const values = { amount: size(amount, currency), title }
      return {
        title: t.rich(key, { ...values, m }),
        plainTitle: t.markup(key, { ...values, m: asText }),
        body: t('largeBody', { account: accountName }),
      }
    }
    case 'balance': {
      const { accountName: account, balance, limit, currency } = news.data
      const values = { account, balance: moneyText({ amount: balance, currency }, locale) }
      return {
        title: t.rich('balance', { ...values, m }),
        plainTitle: t.markup('balance', { ...values, m: asText }),
        body: t.rich('balanceBody', { limit: size(limit, currency), m }),
      }
    }
    case 'price': {
      const { title, before, after, currency } = news.data
      const values = { title, after: size(after, currency) }
      return {
        title: t.rich('price', { ...values, m }),
        plainTitle: t.markup('price', { ...values, m: asText }),
        body: t.rich('priceBody', { before: size(before, currency), m }),
      }
    }
    case 'missed': {
      const { title, amount, currency } = news.data
      const plainTitle = t('missed', { title })
      return {
        title: plainTitle,
        plainTitle,
        body: t.rich('missedBody', { amount: size(amount, currency), day: day(news.data.day), m }),
      }
    }
    case 'budget': {
      const { category: code, currency, month, limit, spent, passed } = news.data
      const key = passed ? 'budgetPassed' : 'budgetNearly'
      const left = plain(exact(limit).minus(spent).abs())
      const values = { category: categories.nameOf(code) ?? code, amount: size(left, currency) }
      const monthName = dateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
      return {
        title: t.rich(key, { ...values, m }),
        plainTitle: t.markup(key, { ...values, m: asText }),
        body: t.rich('budgetBody', {
          spent: size(spent, currency),
          limit: moneyText({ amount: limit, currency }, locale),
          month: monthName.format(toUtcMidnight(toCalendarDate(month))),
          m,
        }),
      }
    }
    case 'due': {
      const { title, amount, currency, accountId } = news.data
      const plainTitle = t('due', { title, day: day(news.data.day) })
      const body =
        amount === null
          ? t('dueBodyUnknown')
          : t.rich(accountId === null ? 'dueBody' : 'dueBodyDebt', { amount: size(amount, currency), m })
      return { title: plainTitle, plainTitle, body }
    }
    case 'accounts': {
      const plainTitle = t('accounts', { bank: news.data.institutionName })
      return { title: plainTitle, plainTitle, body: t('accountsBody') }
    }
  }
}
