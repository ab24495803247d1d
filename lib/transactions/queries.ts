import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { requireUser } from '@/lib/auth/session'
import { type CalendarDate, dayInZone } from '@/lib/calendar/calendar-date'
import { categoryChoices } from '@/lib/categories/choices'
import { getCategoryBook } from '@/lib/categories/queries'
import { listStoredItems } from '@/lib/connections/stored'
import { listAccountNames } from '@/lib/db/account-reads'
import { type EntryKey, type EntrySummary, listEntries, summariseEntries } from '@/lib/db/entry-reads'
import { findMerchantTitle, listRecentMerchantKeys } from '@/lib/db/merchant-reads'
import { listSavedFilters as listStoredFilters, type SavedFilter } from '@/lib/db/saved-filters'
import { listTags } from '@/lib/db/transaction-edits'
import type { EntryCondition } from '@/lib/finance/entry-condition'
import { runtime } from '@/lib/runtime'
import { conditionOf } from './conditions'
import { type ListPage, toListRow } from './list-rows'
import { type EntryFilter, NO_CATEGORY, NO_FILTER, type TransactionSearch, writeKey } from './schema'

/** Rows that come with the page: what a large screen shows at once. Each costs a phone time before it answers. */
const FIRST_ROWS = 25
/** Rows of each page that follows as one scrolls. */
const PAGE_ROWS = 50
/** Merchants to choose from: the latest ones. */
const MERCHANTS = 100

export interface AccountName {
  id: string
  name: string
  mask: string | null
  institutionName: string
  currency: string
  hidden: boolean
}

/** What one request about the list needs to know of the household. */
const household = cache(async () => {
  const { householdId, timeZone } = await requireUser()
  const { db, clock } = await runtime()
  const [accounts, book, locale, t] = await Promise.all([
    listAccountNames(db, householdId),
    getCategoryBook(),
    getLocale(),
    getTranslations('list'),
  ])
  return {
    db,
    householdId,
    accounts,
    book,
    locale,
    today: dayInZone(clock.now(), timeZone),
    dayWords: { today: t('today'), yesterday: t('yesterday') },
  }
})

/** The accounts of the person's household, by institution and name, for a filter. */
export async function listAccountOptions(): Promise<AccountName[]> {
  return (await household()).accounts
}

/** The question of a filter, with what its words name in the person's household and language. */
export async function findCondition(filter: EntryFilter): Promise<EntryCondition> {
  const { accounts, book, locale } = await household()
  const names = {
    categoriesNamed: (text: string) => book.codesNamed(text),
    accountsNamed: (text: string) => {
      const wanted = text.toLowerCase()
      return accounts
        .filter(({ name, institutionName, mask }) =>
          `${institutionName} ${name} ${mask ?? ''}`.toLowerCase().includes(wanted),
        )
        .map(({ id }) => id)
    },
  }
  return conditionOf(filter, names, locale)
}

/** A page of what a search finds, in words. @param until its last row; null: as many as a page has. */
export async function listPage(search: TransactionSearch, until: EntryKey | null = null): Promise<ListPage> {
  const { db, householdId, accounts, ...words } = await household()
  const condition = await findCondition(search)
  const limit = until ? 4 * PAGE_ROWS : search.after ? PAGE_ROWS : FIRST_ROWS
  const stored = await listEntries(db, householdId, condition, search.after, limit + 1, until)
  const shown = stored.slice(0, limit)
  const last = shown.at(-1)
  const byId = new Map(accounts.map((account) => [account.id, account]))
  return {
    rows: shown.map((row) => toListRow(row, { ...words, accounts: byId })),
    next: last && stored.length > limit ? writeKey(last) : null,
  }
}

/** The sums of all that a filter finds, and how much its tabs would find. */
export type ListSummary = EntrySummary

export async function summarise(filter: EntryFilter): Promise<ListSummary> {
  const { db, householdId } = await household()
  const wide = await findCondition({ ...filter, state: null, review: null })
  const narrow = conditionOf({ ...NO_FILTER, state: filter.state, review: filter.review })
  return summariseEntries(db, householdId, wide, narrow)
}

/** A list to choose from: groups of values with what they are called. */
export interface ChoiceOptions {
  label: string | null
  choices: { value: string; label: string; detail?: string; otherWords?: string }[]
}

/** What there is to choose from in the list: for its filters, and for what is done to its rows. */
export interface ListChoices {
  accounts: ChoiceOptions[]
  /** Of the filter: with groups as a whole, and with what is in none. */
  categories: ChoiceOptions[]
  /** That a transaction can be given. */
  assignable: ChoiceOptions[]
  merchants: ChoiceOptions[]
  tags: string[]
}

/** Everything that there is to choose from, with what a filter has chosen among it. */
export async function listChoices(filter: EntryFilter): Promise<ListChoices> {
  const { db, householdId, accounts, book } = await household()
  const [t, merchants, tags, named] = await Promise.all([
    getTranslations('list.bar'),
    listRecentMerchantKeys(db, householdId, MERCHANTS),
    listTags(db, householdId),
    findMerchant(filter),
  ])
  const institutions = [...new Set(accounts.map(({ institutionName }) => institutionName))]
  const groups = book.offered.map(({ code, name }) => ({ value: code, label: name }))
  const known = merchants.some(({ key }) => key === filter.merchantKey) || !named
  return {
    accounts: institutions.map((label) => ({
      label,
      choices: accounts.filter(({ institutionName }) => institutionName === label).map(accountChoice),
    })),
    categories: [
      { label: null, choices: [{ value: NO_CATEGORY, label: t('noCategory') }, ...groups] },
      ...categoryChoices(
        book,
        filter.categories.filter((code) => book.find(code) !== null && book.groupOf(code) !== code),
      ),
    ],
    assignable: categoryChoices(book),
    merchants: [
      {
        label: null,
        choices: [
          ...(known ? [] : [{ value: filter.merchantKey ?? '', label: named }]),
          ...merchants.map(({ key, title }) => ({ value: key, label: title })),
        ],
      },
    ],
    tags: filter.tag !== null && !tags.includes(filter.tag) ? [filter.tag, ...tags] : tags,
  }
}

const accountChoice = ({ id, name, mask, institutionName }: AccountName) => ({
  value: id,
  label: name,
  ...(mask ? { detail: `••${mask}` } : {}),
  otherWords: institutionName,
})

/** What a filter has chosen, and no more: what its boxes say until somebody wants to choose. */
export async function chosenOf(filter: EntryFilter): Promise<Omit<ListChoices, 'assignable'>> {
  const { accounts, book } = await household()
  const [t, merchant] = await Promise.all([getTranslations('list.bar'), findMerchant(filter)])
  const { accountIds, categories, merchantKey, tag } = filter
  const alone = (choices: ChoiceOptions['choices']) => [{ label: null, choices }]
  return {
    accounts: alone(accounts.filter(({ id }) => accountIds.includes(id)).map(accountChoice)),
    categories: alone(
      categories.map((code) => ({
        value: code,
        label: code === NO_CATEGORY ? t('noCategory') : (book.nameOf(code) ?? code),
      })),
    ),
    merchants: alone(merchant === null ? [] : [{ value: merchantKey ?? '', label: merchant }]),
    tags: tag === null ? [] : [tag],
  }
}

/** The currencies of the household's accounts, and the one that a filter names. */
export async function listCurrencies({ currency }: Pick<EntryFilter, 'currency'>): Promise<string[]> {
  const { accounts } = await household()
  const all = accounts.map((account) => account.currency)
  return [...new Set(currency ? [...all, currency] : all)].sort()
}

/** What the merchant that a filter names is called; null where it names none. */
export async function findMerchant({
  merchantKey,
}: Pick<EntryFilter, 'merchantKey'>): Promise<string | null> {
  return merchantKey === null ? null : merchantNamed(merchantKey)
}

const merchantNamed = cache(async (merchantKey: string) => {
  const { db, householdId } = await household()
  return (await findMerchantTitle(db, householdId, merchantKey)) ?? merchantKey
})

/** What a category that a filter names is called. */
export async function categoryNames(): Promise<(code: string) => string> {
  const { book } = await household()
  return (code) => book.nameOf(code) ?? code
}

/** The filters that the household keeps, in its order. */
export async function listSavedFilters(): Promise<SavedFilter[]> {
  const { db, householdId } = await household()
  return listStoredFilters(db, householdId)
}

/** The day that it is for the household. */
export async function currentDay(): Promise<CalendarDate> {
  return (await household()).today
}

/** Whether the first history of a bank is still on its way. */
export async function isImporting(): Promise<boolean> {
  return (await listStoredItems()).some(({ health }) => health === 'importing')
}
