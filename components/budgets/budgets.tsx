import { getLocale, getTranslations } from 'next-intl/server'
import { monthLabel } from '@/components/charts/flow-scale'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton, SkeletonGroup, SkeletonRows } from '@/components/ui/skeleton'
import { type BudgetsOfMonth, findBudgetsOfMonth } from '@/lib/budgets/queries'
import { type BudgetSearch, budgetsHref } from '@/lib/budgets/search'
import { getCategoryBook } from '@/lib/categories/queries'
import { AddBudget } from './add-budget'
import { BudgetNav } from './budget-nav'
import { getBudgetWords } from './budget-words'
import { CopyButton } from './copy-button'
import { GroupCard } from './group-card'
import { Suggestions } from './suggestions'
import { Totals } from './totals'
import { Unbudgeted } from './unbudgeted'

/** The budgets of a month in one currency. */
export async function Budgets({ search }: { search: BudgetSearch }) {
  const [t, data, book] = await Promise.all([
    getTranslations('budgets'),
    findBudgetsOfMonth(search),
    getCategoryBook(),
  ])
  if (!data)
    return (
      <Card>
        <EmptyState
          title={t('nothingTitle')}
          action={<ButtonLink href="/connections">{t('connect')}</ButtonLink>}
        >
          {t('nothingBody')}
        </EmptyState>
      </Card>
    )
  const { place, groups, totals, counted, suggestions } = data
  return (
    <>
      <BudgetNav place={place} />
      <div className="grid gap-4">
        {search.suggest ? <Suggestions data={data} book={book} /> : null}
        {totals ? (
          <Totals place={place} totals={totals} counted={counted} />
        ) : search.suggest ? null : (
          <NoBudgets data={data} />
        )}
        {groups.map((group) => (
          <GroupCard key={group.code} place={place} group={group} book={book} />
        ))}
        {totals && suggestions.length > 0 && !search.suggest ? (
          <p>
            <ButtonLink variant="secondary" href={budgetsHref({ ...place, suggest: true })}>
              {t('suggestMore')}
            </ButtonLink>
          </p>
        ) : null}
        <Unbudgeted data={data} book={book} />
        <AddBudget place={place} book={book} taken={groups} isFirst={!totals && suggestions.length === 0} />
      </div>
    </>
  )
}

/** A month in which nothing is set, and what brings something. */
async function NoBudgets({ data }: { data: BudgetsOfMonth }) {
  const [t, locale] = await Promise.all([getTranslations('budgets'), getLocale()])
  const { place, copies, firstBudget, suggestions } = data
  const { month, currency, isPast } = place
  const words = await getBudgetWords(month, locale)
  const label = monthLabel(month.slice(0, 7), locale)
  const from = place.previous ? monthLabel(place.previous.slice(0, 7), locale) : ''
  const begins = isPast && firstBudget !== null && firstBudget > month ? firstBudget : null
  const body = begins
    ? t('emptyBefore', { month: monthLabel(begins.slice(0, 7), locale) })
    : copies > 0
      ? t('emptyCopy', { count: copies, month: from })
      : t(suggestions.length > 0 ? 'emptyBody' : 'emptyNoHistory')
  const action =
    copies > 0 ? (
      <CopyButton
        currency={currency}
        month={month}
        label={t('copy', { count: copies, month: from })}
        pendingLabel={t('copying')}
        done={t('copied', { count: copies })}
        words={{ undo: words.undo, undoFailed: words.undoFailed, errors: words.errors }}
      />
    ) : suggestions.length > 0 && !isPast ? (
      <ButtonLink
        href={budgetsHref({ month, currency, suggest: true })}
        className="max-w-full max-sm:h-auto max-sm:py-2 max-sm:whitespace-normal"
      >
        {t('suggest')}
      </ButtonLink>
    ) : null
  return (
    <Card>
      <EmptyState title={t('emptyTitle', { month: label })} action={action}>
        {body}
      </EmptyState>
    </Card>
  )
}

/** Holds the place of the budgets while they are read. */
export function BudgetsSkeleton({ label }: { label: string }) {
  return (
    <SkeletonGroup label={label} className="grid gap-4">
      <Skeleton className="h-8 w-52" />
      <Card>
        <Skeleton className="mb-4 h-12 w-full max-w-xl" />
        <Skeleton className="h-2 w-full" />
        <Skeleton className="mt-3 h-4 w-64 max-w-full" />
      </Card>
      <Card>
        <SkeletonRows count={6} />
      </Card>
    </SkeletonGroup>
  )
}
