import { addDays } from '@/lib/calendar/calendar-date'
import { daysOfMonth, firstDay, lastDay, monthOf, monthsLater } from '@/lib/calendar/months'
import { categoryBook } from '@/lib/categories/category-book'
import { readOverview } from '@/lib/dashboard/reads'
import { listAccounts, listSnapshots, sumPostedByDay } from '@/lib/db/account-reads'
import { listStoredCategories } from '@/lib/db/categories'
import { type EntryKey, listEntries, sumEntriesBy, summariseEntries } from '@/lib/db/entry-reads'
import { listItems } from '@/lib/db/item-reads'
import { listStreams } from '@/lib/db/recurring'
import catalogue from '@/lib/i18n/catalogue'
import { conditionOf } from '@/lib/transactions/conditions'
import { type EntryFilter, NO_FILTER } from '@/lib/transactions/schema'
import type { BenchDatabase } from './databases'
import {
  ACCOUNTS,
  ask,
  balancesFrom,
  flowByMonth,
  pageOf,
  postedBy,
  type Statement,
  smallReads,
  summaryOf,
  sumsOf,
} from './plain-reads'
import type { World } from './world'

/** One read as the app does it, and by plain SQL. Both give what was found. */
export interface Read {
  name: string
  /** Shows a page: what it costs must not grow with what is stored. */
  isPage: boolean
  subject(): Promise<unknown[]>
  floor(): Promise<unknown[]>
}

/** As many as come with the page, and one more to know whether others follow. */
const PAGE = 31
/** As many as follow at once, and one. */
const NEXT_PAGE = 51
/** Rows before the thousandth page of fifty. */
const BEFORE = 50_000
/** As long as the overview looks back for what somebody was worth, at most. */
const WORTH_DAYS = 730

const book = categoryBook([], catalogue.categories)
const filtered = (filter: Partial<EntryFilter>) =>
  conditionOf(
    { ...NO_FILTER, ...filter },
    { categoriesNamed: (text) => book.codesNamed(text), accountsNamed: () => [] },
  )

/** Where the thousandth page begins; of somebody who has less, the middle one. */
async function keyBefore({ plain }: BenchDatabase, { householdId, rows }: World): Promise<EntryKey> {
  const [found] = await plain(
    `SELECT listed_on::text AS "listedOn", id FROM entries WHERE household_id = $1::uuid
     ORDER BY listed_on DESC, id DESC LIMIT 1 OFFSET $2`,
    [householdId, Math.min(BEFORE, Math.floor(rows / 2))],
  )
  if (!found) throw new Error('The household has no entries')
  return found as unknown as EntryKey
}

/** Every read that is measured, of the person of a world. */
export async function readsOf(database: BenchDatabase, world: World): Promise<Read[]> {
  const { db } = database
  const { householdId, today, words } = world
  const month = monthOf(today)
  const middle = await keyBefore(database, world)
  const plainly =
    (...statements: Statement[]) =>
    () =>
      ask(database, householdId, statements)
  const page = (
    name: string,
    filter: Partial<EntryFilter>,
    floor: Statement,
    after: EntryKey | null = null,
  ): Read => ({
    name,
    isPage: true,
    subject: () => listEntries(db, householdId, filtered(filter), after, after ? NEXT_PAGE : PAGE),
    floor: plainly(floor),
  })
  const lastMonth = daysOfMonth(monthsLater(month, -1))
  const pastMonth = daysOfMonth(monthsLater(month, -30))
  const months = (count: number) => ({ from: firstDay(monthsLater(month, 1 - count)), to: lastDay(month) })
  const account = world.accountIds[1] ?? ''
  const common = textIs(words.common)
  const narrow = textIs(words.narrow)
  const count = (name: string, text: string | null, found: Found): Read => ({
    name,
    isPage: false,
    subject: async () => (await summariseEntries(db, householdId, filtered({ text }), filtered({}))).sums,
    floor: plainly(summaryOf(found.where, found.values)),
  })
  const spending = (name: string, days: { from: typeof today; to: typeof today }): Read => ({
    name,
    isPage: false,
    subject: () =>
      sumEntriesBy(db, householdId, filtered({ state: 'posted', flow: 'spending', ...days }), [
        'group',
        'category',
      ]),
    floor: plainly(postedBy('n.category_group, n.category', "n.flow = 'spending'", days)),
  })
  const worthFrom = addDays(today, -WORTH_DAYS)
  return [
    page('page', {}, pageOf('true', PAGE)),
    page(
      'page-1000',
      {},
      pageOf('(n.listed_on, n.id) < ($2::date, $3::uuid)', NEXT_PAGE, [middle.listedOn, middle.id]),
      middle,
    ),
    page(
      'month',
      pastMonth,
      pageOf('n.listed_on BETWEEN $2::date AND $3::date', PAGE, [pastMonth.from, pastMonth.to]),
    ),
    page(
      'account-category',
      { accountIds: [account], categories: ['MEDICAL'] },
      pageOf("n.account_id = $2::uuid AND (n.category = 'MEDICAL' OR n.category_group = 'MEDICAL')", PAGE, [
        account,
      ]),
    ),
    page('search-common', { text: words.common }, pageOf(common.where, PAGE, common.values)),
    page('search-narrow', { text: words.narrow }, pageOf(narrow.where, PAGE, narrow.values)),
    count('count-sum', words.common, common),
    // Stands above the list as it opens.
    count('count-sum-all', null, { where: 'true', values: [] }),
    count('count-sum-narrow', words.narrow, narrow),
    spending('spending-by-category', lastMonth),
    spending('spending-by-category-12', months(12)),
    {
      name: 'cash-flow-72',
      isPage: false,
      subject: () =>
        sumEntriesBy(db, householdId, filtered({ state: 'posted', ...months(72) }), ['month', 'flow']),
      floor: plainly(flowByMonth(months(72))),
    },
    {
      name: 'net-worth',
      isPage: false,
      subject: async () =>
        (
          await Promise.all([
            listAccounts(db, householdId),
            listSnapshots(db, householdId, worthFrom),
            sumPostedByDay(db, householdId, worthFrom),
          ])
        ).flat(),
      floor: plainly(ACCOUNTS, ...balancesFrom(worthFrom)),
    },
    dashboard(database, world),
  ]
}

interface Found {
  where: string
  values: unknown[]
}

/** What a search for words finds, as SQL: in the texts, or in what the category is called; an amount is found too. */
function textIs(text: string): Found {
  const values: unknown[] = []
  const parameter = (value: unknown) => `$${values.push(value) + 1}`
  const where = text.split(' ').map((word) => {
    const ways = [`n.search LIKE ${parameter(`%${word}%`)}`]
    const codes = word.length < 3 ? [] : book.codesNamed(word)
    if (codes.length > 0) {
      const list = parameter(codes)
      ways.push(`ARRAY[n.category, n.category_group] && ${list}::text[]`)
    }
    if (/^\d+$/.test(word)) ways.push(`abs(n.amount) = ${parameter(word)}::numeric`)
    return `(${ways.join(' OR ')})`
  })
  return { where: where.join(' AND '), values }
}

/** Everything that the overview asks, over three months, as it opens. */
function dashboard(database: BenchDatabase, { householdId, today }: World): Read {
  const { db } = database
  const month = monthOf(today)
  const earliest = addDays(today, -91)
  const reviewFrom = addDays(today, -30)
  const from = (count: number) => ({ from: firstDay(monthsLater(month, 1 - count)), to: lastDay(month) })
  const pending = 'n.pending AND n.listed_on BETWEEN $2::date AND $3::date'
  const statements = [
    ACCOUNTS,
    ...balancesFrom(earliest),
    ...smallReads({ earliest, today }),
    flowByMonth(from(12)),
    postedBy(
      "date_trunc('month', n.listed_on::timestamp), n.category_group, n.category",
      "n.flow = 'spending'",
      from(3),
    ),
    sumsOf(`${pending} AND n.flow = 'spending'`, [from(1).from, from(1).to]),
    sumsOf('n.pending'),
    pageOf('n.pending', 5),
    sumsOf('NOT n.pending AND NOT n.reviewed AND n.listed_on >= $2::date', [reviewFrom]),
    pageOf('true', 8),
  ]
  return {
    name: 'dashboard',
    isPage: false,
    async subject() {
      const [accounts, items, found, streams, categories] = await Promise.all([
        listAccounts(db, householdId),
        listItems(db, householdId),
        readOverview(db, householdId, { today, earliest }),
        listStreams(db, householdId),
        listStoredCategories(db, householdId),
      ])
      const { homeCurrency, ...lists } = found
      return [accounts, items, streams, categories, [homeCurrency], ...Object.values(lists)].flat()
    },
    floor: () => ask(database, householdId, statements),
  }
}
