import { getLocale, getTranslations } from 'next-intl/server'
import { CategoryBars } from '@/components/charts/category-bars'
import { monthLabel } from '@/components/charts/flow-scale'
import { PaceLine } from '@/components/charts/pace-line'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { type BudgetDetail as Detail, findBudgetDetail } from '@/lib/budgets/queries'
import { type BudgetSearch, budgetsHref, spendingHref } from '@/lib/budgets/search'
import type { CategoryBook } from '@/lib/categories/category-book'
import { getCategoryBook } from '@/lib/categories/queries'
import { moneyText } from '@/lib/money/format'
import { exact, plain } from '@/lib/money/money'
import { BudgetFigures } from './budget-figures'
import { BudgetHistory } from './budget-history'
import { BudgetNav } from './budget-nav'
import { EditorOf } from './editor-of'
import { Figures } from './plain-figures'

/** One budget: how far its month is, day by day, and how its months went. */
export async function BudgetDetail({ code, search }: { code: string; search: BudgetSearch }) {
  const [detail, book, locale, t] = await Promise.all([
    findBudgetDetail(code, search),
    getCategoryBook(),
    getLocale(),
    getTranslations('budgets'),
  ])
  if (!detail)
    return (
      <Card>
        <p className="text-ink-2">{t('nothingBody')}</p>
      </Card>
    )
  const { place, line, groupLine, suggestion, byDay, history, isGroup } = detail
  const { currency, month } = place
  const name = book.nameOf(code) ?? code
  const label = monthLabel(month.slice(0, 7), locale)
  const group = book.groupOf(code)
  const text = (amount: string) => moneyText({ amount, currency }, locale)
  return (
    <>
      <BudgetNav place={place} code={code} />
      <div className="grid gap-4">
        <Card aria-label={t('detailTitle', { name, month: label })}>
          {line ? (
            <BudgetFigures name={name} place={place} line={line} codes={[code]} />
          ) : (
            <Figures
              place={place}
              code={code}
              spent={detail.spent}
              pending={detail.pending}
              sentence={t('noBudget', { month: label })}
            />
          )}
          {groupLine && group ? (
            <p className="figures mt-1.5 text-13 text-ink-2">
              {t('inGroup', {
                group: book.nameOf(group) ?? group,
                spent: text(groupLine.spent),
                limit: text(groupLine.available),
              })}
            </p>
          ) : null}
          <EditorOf
            place={place}
            code={code}
            name={isGroup ? t('groupAll', { name }) : name}
            line={line}
            suggestion={suggestion}
          />
          <p className="mt-2 text-13 text-ink-2">
            {t('postedOnly')}
            {line?.forecast ? ` ${t('paceHint')}` : null}
          </p>
          <p className="mt-3">
            <ButtonLink variant="secondary" size="small" href={spendingHref(place, [code], 'posted')}>
              {t('seeTransactions')}
            </ButtonLink>
          </p>
        </Card>
        {line && byDay.length > 0 && exact(line.available).greaterThan(0) ? (
          <Card>
            <PaceLine
              key={`${month} ${currency}`}
              label={t('paceChart', { name, month: label })}
              title={<h2 className="text-17">{t('paceTitle')}</h2>}
              currency={currency}
              limit={line.available}
              from={month}
              to={place.lastDay}
              spent={byDay}
            />
          </Card>
        ) : null}
        {isGroup ? <Members detail={detail} book={book} name={name} /> : null}
        {history.length > 0 ? (
          <Card aria-labelledby="budget-history">
            <CardHeader id="budget-history" title={t('history')} className="mb-1" />
            <BudgetHistory place={place} code={code} name={name} history={history} />
          </Card>
        ) : null}
      </div>
    </>
  )
}

/** The categories that a group's month is made of. */
async function Members({ detail, book, name }: { detail: Detail; book: CategoryBook; name: string }) {
  const [t, locale] = await Promise.all([getTranslations('budgets'), getLocale()])
  const { place, members } = detail
  if (members.length === 0) return null
  return (
    <Card>
      <CategoryBars
        label={t('membersLabel', { name, month: monthLabel(place.month.slice(0, 7), locale) })}
        title={<h2 className="text-17">{t('members')}</h2>}
        currency={place.currency}
        direction="out"
        rows={members.map(({ category, group, spent }) => ({
          id: category ?? '',
          label: book.nameOf(category, group) ?? t('uncategorised'),
          amount: plain(exact(spent).negated()),
          ...book.markOf(category, group),
          ...(category === null ? {} : { href: budgetsHref(place, category) }),
        }))}
      />
    </Card>
  )
}
