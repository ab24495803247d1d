import type { Route } from 'next'
import { type CalendarDate, parseCalendarDate } from '@/lib/calendar/calendar-date'
import { COMPARISONS, type Comparison, PERIODS, type Period } from './period'

export const VIEWS = ['flow', 'categories', 'merchants', 'accounts', 'sankey', 'compare'] as const
export type View = (typeof VIEWS)[number]

/** What the address of a report can say. Anything else in it is passed over, never an error page. */
export interface ReportSearch {
  view: View
  /** Null: the one that most is in. */
  currency: string | null
  period: Period
  from: CalendarDate | null
  to: CalendarDate | null
  compare: Comparison
  /** With what is pending. */
  pending: boolean
  /** Which way the money goes whose categories, merchants or accounts are told. */
  flow: 'income' | 'spending'
  /** How finely categories are told. */
  level: 'group' | 'category'
  /** Merchants whose name has this in it; null: all. */
  text: string | null
  /** Every row by its name. */
  all: boolean
}

const TEXT_MAX = 200
/** Days that people can have transactions on: periods before and after them can be reckoned as well. */
const EARLIEST = '1900-01-01'
const LATEST = '2199-12-31'

/** Months tell little of how it goes, and a year too much of where it went. */
const periodOf = (view: View): Period => (view === 'flow' ? '12-months' : 'month')

type SearchParams = Readonly<Record<string, string | string[] | undefined>>

/** Reads the address's parameters. */
export function readReportSearch(params: SearchParams | URLSearchParams): ReportSearch {
  const one = (name: string) => {
    const value = params instanceof URLSearchParams ? params.get(name) : params[name]
    return (typeof value === 'string' ? value : (value?.[0] ?? ''))
      .replaceAll(/\0|\p{Surrogate}/gu, '')
      .trim()
  }
  const known = <Value extends string>(values: readonly Value[], name: string) =>
    values.find((value) => value === one(name))
  const day = (name: string) => {
    const found = parseCalendarDate(one(name))
    return found && found >= EARLIEST && found <= LATEST ? found : null
  }
  const view = known(VIEWS, 'view') ?? 'flow'
  return {
    view,
    currency: one('currency').slice(0, 20) || null,
    period: known(PERIODS, 'period') ?? periodOf(view),
    from: day('from'),
    to: day('to'),
    compare: known(COMPARISONS, 'compare') ?? 'previous',
    pending: one('pending') === '1',
    flow: known(['income', 'spending'] as const, 'flow') ?? 'spending',
    level: known(['group', 'category'] as const, 'level') ?? 'group',
    text: one('q').slice(0, TEXT_MAX).trim() || null,
    all: one('show') === 'all',
  }
}

/** What a search says beside what it would say anyhow, as the fields of a form have it. */
export function reportParams(search: ReportSearch): [name: string, value: string][] {
  const said: [string, string | null | false][] = [
    ['view', search.view !== 'flow' && search.view],
    ['currency', search.currency],
    ['period', search.period !== periodOf(search.view) && search.period],
    ['from', search.from],
    ['to', search.period === 'custom' && search.to],
    ['compare', search.compare !== 'previous' && search.compare],
    ['pending', search.pending && '1'],
    ['flow', search.flow !== 'spending' && search.flow],
    ['level', search.level !== 'group' && search.level],
    ['q', search.text],
    ['show', search.all && 'all'],
  ]
  return said.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))
}

function queryOf(search: ReportSearch): string {
  const query = new URLSearchParams(reportParams(search)).toString()
  return query && `?${query}`
}

/**
 * The address of a report with some of its search changed. Another view begins with the largest of its rows, and with
 * the days that suit it, unless others were chosen.
 */
export function reportsHref(search: ReportSearch, changes: Partial<ReportSearch>): Route {
  const { view } = changes
  const other = view !== undefined && view !== search.view
  const chosen = search.period !== periodOf(search.view) || search.from !== null
  const next = {
    ...search,
    ...(other ? { text: null, all: false } : {}),
    ...(other && !chosen ? { period: periodOf(view) } : {}),
    ...changes,
  }
  return `/reports${queryOf(next)}` as Route
}

/** The same report as a file, all of its rows. */
export function reportCsvHref(search: ReportSearch): string {
  return `/api/reports/csv${queryOf({ ...search, all: false })}`
}
