import 'server-only'
import { getTranslations } from 'next-intl/server'
import { requireUser } from '@/lib/auth/session'
import { dayInZone } from '@/lib/calendar/calendar-date'
import { getCategoryBook } from '@/lib/categories/queries'
import { listAccountNames } from '@/lib/db/account-reads'
import { runtime } from '@/lib/runtime'
import { buildReport, type Report } from './build-report'
import type { ReportSearch } from './schema'

/** The report that an address asks for, of the person's household and in their words. */
export async function getReport(search: ReportSearch): Promise<Report> {
  const { householdId, timeZone } = await requireUser()
  const { db, clock } = await runtime()
  const [accounts, book, t] = await Promise.all([
    listAccountNames(db, householdId),
    getCategoryBook(),
    getTranslations('reports'),
  ])
  const accountNames = new Map(
    accounts.map(({ id, name, mask, institutionName }) => [
      id,
      [institutionName, mask ? `${name} ••${mask}` : name].filter((text) => text !== '').join(' · '),
    ]),
  )
  return buildReport(
    {
      db,
      householdId,
      today: dayInZone(clock.now(), timeZone),
      currencies: accounts.flatMap(({ currency, hidden }) => (hidden ? [] : [currency])),
      names: {
        category: (code, group) => book.nameOf(code, group) ?? t('uncategorised'),
        mark: (code, group) => book.markOf(code, group),
        account: (id) => accountNames.get(id) ?? t('unknownAccount'),
      },
    },
    search,
  )
}
