import type { CalendarDate } from '@/lib/calendar/calendar-date'
import { averageMonth, monthForecast, suggestedBudget } from '@/lib/finance/budget-estimates'
import { type BudgetMonth, type BudgetRow, budgetMonths } from '@/lib/finance/budget-months'
import { exact, plain } from '@/lib/money/money'

/** What was spent in a month on a category; a size, exact, less than zero where more came back. */
export interface SpendingSum {
  /** The first day of the month. */
  month: CalendarDate
  /** Codes; null where nobody says. */
  category: string | null
  group: string | null
  spent: string
}

/** Everything that the budgets of one month in one currency follow from. */
export interface BudgetFigures {
  /** The first day of the month. */
  month: CalendarDate
  currency: string
  budgets: readonly { category: string; rows: readonly BudgetRow[] }[]
  /** Posted: of the month and of all that it needs to know before it. */
  posted: readonly SpendingSum[]
  /** Of the month alone. */
  pending: readonly SpendingSum[]
  /** Whole months before this one that are known, three at most. */
  earlierMonths: readonly CalendarDate[]
  /** How far the month is, and what the earlier months took after the same day; null: it is over, or not yet begun. */
  running: { daysBegun: number; days: number; restOfEarlier: readonly SpendingSum[] } | null
}

/** Where categories belong, as the category book says it. */
export interface Groups {
  groupOf(code: string): string | null
  groups: readonly { code: string; categories: readonly { code: string }[] }[]
}

/** A budget in a month. Sizes, exact; `left` is less than zero where it was passed. Pending is not in `spent`. */
export interface BudgetLine
  extends Pick<BudgetMonth, 'rollover' | 'carried' | 'available' | 'spent' | 'left'> {
  /** Of a category, or of a group that is budgeted as a whole. */
  code: string
  isGroup: boolean
  limit: string
  pending: string
  /** What the month comes to, if it goes on as it usually does; null where there is nothing to expect. */
  forecast: string | null
  /** The first later month for which something else is set. */
  changesIn: CalendarDate | null
}

export interface BudgetGroup {
  code: string
  /** Covers all of its categories, those with a budget of their own too. */
  budget: BudgetLine | null
  lines: BudgetLine[]
  /** What the budgets of its categories come to. */
  planned: string
}

export interface Suggestion {
  code: string
  /** Of the whole months before. */
  average: string
  months: number
  amount: string
}

/** What was spent where nothing is set. */
export interface Unbudgeted {
  /** Null: uncategorised. */
  code: string | null
  group: string | null
  spent: string
  pending: string
  suggestion: Suggestion | null
}

export type BudgetTotals = Pick<
  BudgetLine,
  'limit' | 'carried' | 'available' | 'spent' | 'pending' | 'left' | 'forecast'
>

export interface BudgetView {
  groups: BudgetGroup[]
  /** Of all budgets, each amount once: a budgeted group stands for its categories. Null without any. */
  totals: BudgetTotals | null
  /** The codes whose transactions are in the totals. */
  counted: string[]
  unbudgeted: Unbudgeted[]
  unbudgetedTotals: { spent: string; pending: string }
  /** For what has no budget and was spent on in the months before, the largest first. */
  suggestions: Suggestion[]
}

const sum = (amounts: readonly string[]) =>
  plain(amounts.reduce((total, amount) => total.plus(amount), exact('0')))
const spentIn = (sums: readonly SpendingSum[]) => sum(sums.map(({ spent }) => spent))

/** Whether spending counts in the budget of a category or of a group. */
export function countsIn(
  code: string,
  { category, group }: Pick<SpendingSum, 'category' | 'group'>,
): boolean {
  return category === code || group === code
}

/** A budget's months up to the one that is looked at. */
export function monthsOf(
  code: string,
  rows: readonly BudgetRow[],
  posted: readonly SpendingSum[],
  until: CalendarDate,
): BudgetMonth[] {
  const spent = new Map<CalendarDate, string>()
  for (const one of posted)
    if (countsIn(code, one)) spent.set(one.month, sum([spent.get(one.month) ?? '0', one.spent]))
  return budgetMonths(rows, spent, until)
}

function lineOf(
  figures: BudgetFigures,
  { category: code, rows }: BudgetFigures['budgets'][number],
  groups: Groups,
): BudgetLine | null {
  const { month, currency, posted, pending, running, earlierMonths } = figures
  const own = monthsOf(code, rows, posted, month).at(-1)
  if (!own || own.month !== month || own.amount === null) return null
  const waiting = spentIn(pending.filter((one) => countsIn(code, one)))
  return {
    code,
    isGroup: groups.groupOf(code) === code,
    limit: own.amount,
    rollover: own.rollover,
    carried: own.carried,
    available: own.available,
    spent: own.spent,
    left: own.left,
    pending: waiting,
    forecast: running
      ? monthForecast(
          {
            spent: own.spent,
            pending: waiting,
            daysBegun: running.daysBegun,
            days: running.days,
            restOfEarlier: {
              total: spentIn(running.restOfEarlier.filter((one) => countsIn(code, one))),
              months: earlierMonths.length,
            },
          },
          currency,
        )
      : null,
    changesIn: rows.find((row) => row.month > month)?.month ?? null,
  }
}

function totalsOf(lines: readonly BudgetLine[]): BudgetTotals | null {
  if (lines.length === 0) return null
  const forecasts = lines.flatMap(({ forecast }) => forecast ?? [])
  return {
    limit: sum(lines.map(({ limit }) => limit)),
    carried: sum(lines.map(({ carried }) => carried)),
    available: sum(lines.map(({ available }) => available)),
    spent: sum(lines.map(({ spent }) => spent)),
    pending: sum(lines.map(({ pending }) => pending)),
    left: sum(lines.map(({ left }) => left)),
    forecast: forecasts.length === lines.length ? sum(forecasts) : null,
  }
}

function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return groups
}

const largestFirst = <Row>(rows: readonly Row[], sizeOf: (row: Row) => string): Row[] =>
  rows.toSorted((a, b) => exact(sizeOf(b)).comparedTo(sizeOf(a)))

/**
 * The budgets of a month. A budgeted group covers all of its categories: a category's own budget within it is shown,
 * and counts in the group's, once.
 */
export function budgetView(figures: BudgetFigures, book: Groups): BudgetView {
  const { month, currency, posted, pending, earlierMonths } = figures
  const lines = figures.budgets.flatMap((budget) => lineOf(figures, budget, book) ?? [])
  const groups = groupsOf(lines, book)
  const top = groups.flatMap(({ budget, lines: own }) => (budget ? [budget] : own))
  const isCovered = (one: Pick<SpendingSum, 'category' | 'group'>) =>
    top.some(({ code }) => countsIn(code, one))

  const suggestions = new Map<string, Suggestion>()
  const earlier = posted.filter((one) => earlierMonths.includes(one.month) && !isCovered(one))
  for (const [code, sums] of grouped(earlier, ({ category }) => category)) {
    const total = spentIn(sums)
    const months = earlierMonths.length
    const amount = code === null ? null : suggestedBudget(total, months)
    if (code !== null && amount !== null)
      suggestions.set(code, { code, amount, months, average: averageMonth(total, months, currency) })
  }

  const now = posted.filter((one) => one.month === month && !isCovered(one))
  const waiting = pending.filter((one) => !isCovered(one))
  const unbudgeted = [...grouped([...now, ...waiting], ({ category }) => category)].map(
    ([code, sums]): Unbudgeted => ({
      code,
      group: sums[0]?.group ?? null,
      spent: spentIn(now.filter(({ category }) => category === code)),
      pending: spentIn(waiting.filter(({ category }) => category === code)),
      suggestion: code === null ? null : (suggestions.get(code) ?? null),
    }),
  )
  return {
    groups,
    totals: totalsOf(top),
    counted: top.map(({ code }) => code),
    unbudgeted: largestFirst(unbudgeted, (one) => sum([one.spent, one.pending])),
    unbudgetedTotals: { spent: spentIn(now), pending: spentIn(waiting) },
    suggestions: largestFirst([...suggestions.values()], ({ amount }) => amount),
  }
}

function groupsOf(lines: readonly BudgetLine[], book: Groups): BudgetGroup[] {
  const places = new Map(
    book.groups
      .flatMap((group) => [group.code, ...group.categories.map(({ code }) => code)])
      .map((code, place) => [code, place]),
  )
  const placeOf = (code: string) => places.get(code) ?? places.size
  const inOrder = lines.toSorted((a, b) => placeOf(a.code) - placeOf(b.code))
  const byGroup = grouped(inOrder, ({ code }) => book.groupOf(code) ?? code)
  return [...byGroup]
    .map(([code, all]) => {
      const own = all.filter(({ isGroup }) => !isGroup)
      return {
        code,
        budget: all.find(({ isGroup }) => isGroup) ?? null,
        lines: own,
        planned: sum(own.map(({ limit }) => limit)),
      }
    })
    .sort((a, b) => placeOf(a.code) - placeOf(b.code))
}
