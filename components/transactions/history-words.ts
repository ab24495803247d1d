import type { CategoryBook } from '@/lib/categories/category-book'
import { moneyText } from '@/lib/money/format'
import type { HistoryEntry, HistoryValue } from '@/lib/transactions/history'
import type { AccountName } from '@/lib/transactions/queries'
import { dayText } from './day-text'

/** What is needed to write values out. */
export interface ValueWords {
  locale: string
  book: Pick<CategoryBook, 'fullNameOf' | 'groupOf'>
  accounts: readonly AccountName[]
  otherAccount: string
  channels: { online: string; store: string; other: string }
  pending: string
  posted: string
}

/** A value of a transaction as a person reads it: amounts exact and in their currency, codes in words. */
export function valueText(value: HistoryValue, words: ValueWords): string {
  switch (value.type) {
    case 'money':
      return moneyText(value.money, words.locale, { sign: 'always' })
    case 'text':
      return value.text
    case 'day':
      return dayText(value.day, words.locale)
    case 'category': {
      const { primary, detailed } = value
      const group = detailed === null ? null : (words.book.groupOf(detailed) ?? primary)
      return words.book.fullNameOf(detailed ?? primary, group) ?? ''
    }
    case 'account': {
      const account = words.accounts.find(({ id }) => id === value.accountId)
      if (!account) return words.otherAccount
      const name = `${account.institutionName}, ${account.name}`
      return account.mask ? `${name} ••${account.mask}` : name
    }
    case 'channel':
      if (value.channel === 'online') return words.channels.online
      return value.channel === 'in store' ? words.channels.store : words.channels.other
    case 'state':
      return value.pending ? words.pending : words.posted
  }
}

/** The key of an entry's title in the catalogue's `history`. */
export function titleKey({ kind, pending }: Pick<HistoryEntry, 'kind' | 'pending'>) {
  return kind === 'reported' && pending ? 'reportedPending' : kind
}
