import { addDays, type CalendarDate, dayInZone } from '@/lib/calendar/calendar-date'
import { addMonths, firstOfMonth, lastOfMonth } from '@/lib/calendar/months'
import type { Clock } from '@/lib/clock'
import { newId } from '@/lib/crypto/id'
import { saveAccountEdit } from '@/lib/db/account-edits'
import { listAccounts } from '@/lib/db/account-reads'
import { type BudgetChange, changeBudgets } from '@/lib/db/budgets'
import { createCategory } from '@/lib/db/categories'
import { changeTransactions } from '@/lib/db/edit-batches'
import { listEntries, listTransactionIds, sumEntriesBy } from '@/lib/db/entry-reads'
import type { Database } from '@/lib/db/open'
import { finishHistoryRuns } from '@/lib/db/rule-runs'
import { applyAllRules, editRules } from '@/lib/db/rules'
import { createSavedFilter } from '@/lib/db/saved-filters'
import { type EditChange, saveEdit } from '@/lib/db/transaction-edits'
import { saveSplit } from '@/lib/db/transaction-splits'
import { confirmSurePairs, judgePair, listTransferCandidates } from '@/lib/db/transfer-pairs'
import type { EntryCondition } from '@/lib/finance/entry-condition'
import { exact, plain } from '@/lib/money/money'
import { RULES_MAX } from '@/lib/rules/limits'
import type { RuleDraft } from '@/lib/rules/schema'
import { searchQuery } from '@/lib/transactions/schema'
import { bestPairs, isSure } from '@/lib/transactions/transfers'

const GROCERIES = 'FOOD_AND_DRINK_GROCERIES'
const RESTAURANTS = 'FOOD_AND_DRINK_RESTAURANT'

/** What the household means to spend in a month, in US dollars, and since how many months: the oldest first. */
const BUDGETS = [
  {
    since: 6,
    set: [
      { category: GROCERIES, amount: '920', rollover: true },
      { category: 'RENT_AND_UTILITIES', amount: '2400', rollover: false },
      { category: RESTAURANTS, amount: '240', rollover: false },
      { category: 'FOOD_AND_DRINK_COFFEE', amount: '60', rollover: false },
      { category: 'TRANSPORTATION', amount: '260', rollover: false },
      { category: 'GENERAL_MERCHANDISE', amount: '450', rollover: false },
    ],
  },
  { since: 4, set: [{ category: 'ENTERTAINMENT', amount: '90', rollover: false }] },
  { since: 2, set: [{ category: GROCERIES, amount: '960', rollover: true }] },
]

/** What a household cuts first. */
const EASILY_CUT = [
  RESTAURANTS,
  'FOOD_AND_DRINK_COFFEE',
  'TRANSPORTATION',
  'GENERAL_MERCHANDISE',
  'ENTERTAINMENT',
]

/** What the trip's purchases are listed under, wherever it was paid from: bills of these days are none of them. */
const TRIP_CATEGORIES = [
  'FOOD_AND_DRINK',
  'TRANSPORTATION',
  'GENERAL_MERCHANDISE',
  'ENTERTAINMENT_SPORTING_EVENTS_AMUSEMENT_PARKS_AND_MUSEUMS',
  'TRANSFER_OUT_WITHDRAWAL',
  'BANK_FEES_FOREIGN_TRANSACTION_FEES',
]
const TRIP_ACCOUNTS = ['Cash Back Card', 'Betaalrekening']
const BOOKED_FOR_THE_TRIP = ['skylark airways', 'pension seerose', 'keystone travel cover']

/** What was written on the latest purchase at some merchants. */
const NOTES = new Map<string, EditChange>([
  ['tread & torque', { note: 'All four tires. To be rotated in spring', flagged: true }],
  ['voltside', { note: 'Three years of warranty, the receipt is with the papers', tags: ['warranty'] }],
  ['northloom', { note: 'Too small, sent back' }],
  ['late fee cascade light & power', { note: 'Asked them to waive it', flagged: true }],
])

/** The household's demo, as the steps below need it. */
interface Household {
  db: Database
  userId: string
  householdId: string
  clock: Clock
  today: CalendarDate
}

/**
 * What the demo's household says of what its banks tell: budgets, rules, transfers, tags, notes, a split, and what it
 * has looked at. To be called once, when the banks have given their whole history.
 *
 * @throws Error when a bank's history lacks what is chosen here.
 */
export async function seedChoices(
  db: Database,
  person: { userId: string; householdId: string },
  clock: Clock,
): Promise<void> {
  const household = { db, clock, today: dayInZone(clock.now(), 'UTC'), ...person }
  await nameAccount(household)
  await confirmTransfers(household)
  await makeRules(household)
  await tagTrip(household)
  await writeNotes(household)
  await splitBigShop(household)
  await reviewHistory(household)
  await keepFilters(household)
  await setBudgets(household)
}

async function nameAccount({ db, householdId, clock }: Household): Promise<void> {
  const account = (await listAccounts(db, householdId)).find(({ bankName }) => bankName === 'Betaalrekening')
  if (!account) throw new Error('The demo has no account in euros to name')
  await saveAccountEdit(db, householdId, account.id, { name: 'Euro account' }, clock.now())
}

/** Confirms the sure ones but the newest two, which are left to be looked at. */
async function confirmTransfers({ db, householdId, clock }: Household): Promise<void> {
  const newest = bestPairs(await listTransferCandidates(db, householdId))
    .filter(isSure)
    .sort((a, b) => (a.out.day < b.out.day ? 1 : -1))
    .slice(0, 2)
  await confirmSurePairs(db, householdId, clock.now())
  for (const { out, in: into } of newest) {
    const pair = { outId: out.transactionId, inId: into.transactionId }
    await judgePair(db, householdId, pair, 'open', clock.now())
  }
}

async function makeRules({ db, householdId, clock }: Household): Promise<void> {
  const now = clock.now()
  const lessons = `OWN_${newId(now)}`
  const looks = { icon: 'graduation-cap', colour: 'sea', kind: null, groupCode: 'GENERAL_SERVICES' }
  await createCategory(db, householdId, lessons, { name: 'School and lessons', ...looks }, now)
  const drafts: RuleDraft[] = [
    {
      name: 'School and lessons',
      condition: {
        any: [
          { is: 'merchant', key: 'willow lane montessori' },
          { is: 'merchant', key: 'nadia okafor piano' },
        ],
      },
      changes: { category: lessons, tags: ['Mia'] },
    },
    {
      name: 'The superstore is where we buy food',
      condition: { all: [{ is: 'merchant', key: 'brightway superstore' }] },
      changes: { category: GROCERIES },
    },
    {
      name: 'PocketPass is dinner with friends',
      condition: { all: [{ is: 'text', text: 'pocketpass' }] },
      changes: { category: RESTAURANTS, tags: ['friends'] },
    },
  ]
  for (const draft of drafts) {
    const edit = { do: 'create', id: newId(now), draft } as const
    await editRules(db, householdId, edit, { history: false, most: RULES_MAX, now })
  }
  await applyAllRules(db, householdId, now)
  await finishHistoryRuns(db, clock, Number.POSITIVE_INFINITY)
}

/** All transactions that a condition finds, changed in the portions that the list changes them in. */
async function changeAll(
  { db, userId, householdId, clock }: Household,
  condition: EntryCondition,
  change: Parameters<typeof changeTransactions>[4],
): Promise<void> {
  let after: string | null = null
  do {
    const ids: string[] = await listTransactionIds(db, householdId, condition, after, PORTION)
    if (ids.length > 0) await changeTransactions(db, householdId, userId, ids, change, clock.now())
    after = ids.length < PORTION ? null : (ids.at(-1) ?? null)
  } while (after !== null)
}

const PORTION = 2_000

const between = ({ today }: Household, from: number, to: number): EntryCondition => ({
  is: 'listed',
  from: addDays(today, -from),
  to: addDays(today, -to),
})
const anyMerchant = (keys: Iterable<string>): EntryCondition => ({
  any: [...keys].map((key) => ({ is: 'merchant', key })),
})

async function tagTrip(household: Household): Promise<void> {
  const { db, householdId } = household
  const accounts = (await listAccounts(db, householdId)).filter(({ bankName }) =>
    TRIP_ACCOUNTS.includes(bankName),
  )
  const there: EntryCondition = {
    all: [
      between(household, 47, 36),
      { is: 'account', ids: accounts.map(({ id }) => id) },
      { is: 'category', codes: TRIP_CATEGORIES },
      { not: { is: 'merchant', key: 'harvest row veg box' } },
    ],
  }
  const before: EntryCondition = {
    all: [between(household, 110, 0), anyMerchant(BOOKED_FOR_THE_TRIP)],
  }
  await changeAll(household, { any: [there, before] }, { addTags: ['trip'] })
  await changeAll(household, anyMerchant(['riverkeepers fund']), { addTags: ['tax'] })
}

async function writeNotes(household: Household): Promise<void> {
  const { db, householdId, clock } = household
  const condition: EntryCondition = {
    all: [between(household, 200, 0), anyMerchant(NOTES.keys()), { is: 'direction', direction: 'out' }],
  }
  const written = new Set<string>()
  for (const { title, transactionId } of await listEntries(db, householdId, condition, null, 100)) {
    const key = title.toLowerCase()
    const change = NOTES.get(key)
    if (!change || written.has(key)) continue
    written.add(key)
    await saveEdit(db, householdId, transactionId, change, clock.now())
  }
}

/** The latest big shop was not all food. */
async function splitBigShop(household: Household): Promise<void> {
  const { db, householdId, clock } = household
  const condition: EntryCondition = {
    all: [
      between(household, 90, 0),
      { is: 'category', codes: [GROCERIES] },
      { is: 'currency', currency: 'USD' },
      { is: 'state', state: 'posted' },
      { is: 'direction', direction: 'out' },
      { is: 'amount', compare: '>=', value: '100' },
    ],
  }
  const [shop] = await listEntries(db, householdId, condition, null, 1)
  if (!shop) throw new Error('The demo has no big shop to split')
  const parts = [
    { amount: null, category: GROCERIES, note: '' },
    { amount: '-24.99', category: 'GENERAL_MERCHANDISE_GIFTS_AND_NOVELTIES', note: "For Jonah's birthday" },
    { amount: '-18.4', category: 'GENERAL_MERCHANDISE_PET_SUPPLIES', note: 'Cat food' },
  ]
  const saved = await saveSplit(db, householdId, shop.transactionId, parts, clock.now())
  if (!saved.ok) throw new Error(`The demo's big shop cannot be split: ${saved.code}`)
}

/** Everything older than three weeks has been looked at. */
async function reviewHistory(household: Household): Promise<void> {
  const to = addDays(household.today, -21)
  await changeAll(household, { is: 'listed', from: null, to }, { reviewed: true })
}

async function keepFilters({ db, householdId, clock }: Household): Promise<void> {
  const filters = [
    { name: 'The trip', query: searchQuery({ tag: 'trip' }) },
    { name: 'Donations for the tax return', query: searchQuery({ tag: 'tax' }) },
  ]
  for (const filter of filters) await createSavedFilter(db, householdId, filter, clock.now())
}

/** Budgets of the last months, and for this one two that were cut: so far that one is passed, and one nearly. */
async function setBudgets(household: Household): Promise<void> {
  const { db, householdId, clock, today } = household
  const month = firstOfMonth(today)
  const now = clock.now()
  for (const { since, set } of BUDGETS)
    await changeBudgets(db, householdId, 'USD', addMonths(month, -since), set, 'on', now)
  const spent = await spentBy(household, EASILY_CUT)
  const [most, second] = spent
  const cut: BudgetChange[] = []
  if (most) cut.push({ ...most, amount: rounded(most.amount, '0.85'), rollover: false })
  if (second) cut.push({ ...second, amount: rounded(second.amount, '1.05'), rollover: false })
  await changeBudgets(db, householdId, 'USD', month, cut, 'only', now)
}

/** What has been spent this month on some categories or groups, the most first; those with hardly anything left out. */
async function spentBy(
  { db, householdId, today }: Household,
  categories: readonly string[],
): Promise<{ category: string; amount: string }[]> {
  const sums = await sumEntriesBy(
    db,
    householdId,
    {
      all: [
        { is: 'currency', currency: 'USD' },
        { is: 'flow', flow: 'spending' },
        { is: 'state', state: 'posted' },
        { is: 'listed', from: firstOfMonth(today), to: lastOfMonth(today) },
        { is: 'category', codes: categories },
      ],
    },
    ['group', 'category'],
  )
  return categories
    .map((category) => ({
      category,
      spent: sums
        .filter((sum) => sum.category === category || sum.group === category)
        .reduce((total, { net }) => total.minus(net), exact('0')),
    }))
    .filter(({ spent }) => spent.greaterThanOrEqualTo(10))
    .sort((a, b) => b.spent.comparedTo(a.spent))
    .map(({ category, spent }) => ({ category, amount: plain(spent) }))
}

/** Some times an amount, as one would set it: up to the next whole, or the next five where it is more than a hundred. */
function rounded(amount: string, times: string): string {
  const wanted = exact(amount).times(times)
  return plain(wanted.toNearest(wanted.greaterThan(100) ? 5 : 1))
}
