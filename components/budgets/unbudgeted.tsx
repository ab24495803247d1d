import { useLocale, useTranslations } from 'next-intl'
import { monthLabel } from '@/components/charts/flow-scale'
import { Amount } from '@/components/ui/amount'
import { Card, CardHeader } from '@/components/ui/card'
import { CategoryMark } from '@/components/ui/category-mark'
import { Disclosure } from '@/components/ui/disclosure'
import type { Unbudgeted as UnbudgetedRow } from '@/lib/budgets/budget-view'
import type { BudgetsOfMonth } from '@/lib/budgets/queries'
import { budgetsHref, spendingHref } from '@/lib/budgets/search'
import type { CategoryBook } from '@/lib/categories/category-book'
import { formatMoney, moneyText } from '@/lib/money/format'
import { exact } from '@/lib/money/money'
import { Link } from '../ui/link'
import { EditorOf } from './editor-of'

const SHOWN = 8

/** What was spent in a month where nothing is set, with the way to set something. */
export function Unbudgeted({ data, book }: { data: BudgetsOfMonth; book: CategoryBook }) {
  const t = useTranslations('budgets')
  const locale = useLocale()
  const { place, unbudgeted, unbudgetedTotals } = data
  if (unbudgeted.length === 0) return null
  const text = (amount: string) => moneyText({ amount, currency: place.currency }, locale)
  const figures = {
    month: monthLabel(place.month.slice(0, 7), locale),
    spent: text(unbudgetedTotals.spent),
    pending: text(unbudgetedTotals.pending),
  }
  const rest = unbudgeted.slice(SHOWN)
  return (
    <Card aria-labelledby="unbudgeted">
      <CardHeader
        id="unbudgeted"
        title={t('unbudgeted')}
        className="mb-1"
        description={
          <span className="figures">
            {exact(unbudgetedTotals.pending).isZero()
              ? t('unbudgetedBody', figures)
              : t('unbudgetedBodyPending', figures)}
          </span>
        }
      />
      <Rows data={data} rows={unbudgeted.slice(0, SHOWN)} book={book} />
      {rest.length > 0 ? (
        <Disclosure summary={t('moreUnbudgeted', { count: rest.length })}>
          <Rows data={data} rows={rest} book={book} />
        </Disclosure>
      ) : null}
    </Card>
  )
}

function Rows({
  data: { place },
  rows,
  book,
}: {
  data: BudgetsOfMonth
  rows: readonly UnbudgetedRow[]
  book: CategoryBook
}) {
  const t = useTranslations('budgets')
  const locale = useLocale()
  const parts = (amount: string) => formatMoney({ amount, currency: place.currency }, locale)
  return (
    <ul className="divide-y divide-line-2">
      {rows.map(({ code, group, spent, pending, suggestion }) => {
        const name = book.nameOf(code, group) ?? t('uncategorised')
        const nameHref = code === null ? null : budgetsHref(place, code)
        return (
          <li key={code} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 py-2.5">
            <CategoryMark {...book.markOf(code, group)} />
            <div className="min-w-0">
              <p className="flex min-h-7 flex-wrap items-center justify-between gap-x-4">
                {nameHref ? (
                  <Link href={nameHref} className="touch-target rounded-control hover:underline">
                    {name}
                  </Link>
                ) : (
                  <span>{name}</span>
                )}
                <span className="flex flex-wrap gap-x-3">
                  {exact(pending).isZero() ? null : (
                    <Link
                      href={spendingHref(place, [code], 'pending')}
                      className="touch-target figures rounded-control text-13 text-ink-2 hover:underline"
                    >
                      {t.rich('pendingPart', { amount: parts(pending).text, link: (chunks) => chunks })}
                    </Link>
                  )}
                  <Link
                    href={spendingHref(place, [code], 'posted')}
                    className="touch-target rounded-control hover:underline"
                  >
                    <Amount parts={parts(spent)} />
                  </Link>
                </span>
              </p>
              {code === null ? null : (
                <EditorOf place={place} code={code} name={name} line={null} suggestion={suggestion} />
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
