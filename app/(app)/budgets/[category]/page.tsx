import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { BudgetDetail } from '@/components/budgets/budget-detail'
import { BudgetsSkeleton } from '@/components/budgets/budgets'
import { BackLink } from '@/components/shell/back-link'
import { PageHeader } from '@/components/shell/page-header'
import { findBudgetName } from '@/lib/budgets/budget-name'
import { budgetsHref, readBudgetSearch } from '@/lib/budgets/search'

export async function generateMetadata({ params }: PageProps<'/budgets/[category]'>): Promise<Metadata> {
  const name = await findBudgetName((await params).category)
  return { title: name ?? (await getTranslations('budgets'))('title') }
}

/** No loading.tsx: a category that the household does not have answers 404, before anything else was sent. */
export default async function BudgetPage({ params, searchParams }: PageProps<'/budgets/[category]'>) {
  const [t, { category }, search] = await Promise.all([
    getTranslations('budgets'),
    params,
    searchParams.then(readBudgetSearch),
  ])
  const name = await findBudgetName(category)
  if (name === null) notFound()
  const { month, currency } = search
  return (
    <>
      <PageHeader
        title={name}
        back={
          <BackLink href={month && currency ? budgetsHref({ month, currency }) : '/budgets'}>
            {t('back')}
          </BackLink>
        }
      />
      <Suspense fallback={<BudgetsSkeleton label={t('loading')} />}>
        <BudgetDetail code={category} search={search} />
      </Suspense>
    </>
  )
}
