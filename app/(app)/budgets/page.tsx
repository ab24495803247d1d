import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { Budgets, BudgetsSkeleton } from '@/components/budgets/budgets'
import { PageHeader } from '@/components/shell/page-header'
import { readBudgetSearch } from '@/lib/budgets/search'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('budgets'))('title') }
}

export default async function BudgetsPage({ searchParams }: PageProps<'/budgets'>) {
  const [t, search] = await Promise.all([getTranslations('budgets'), searchParams.then(readBudgetSearch)])
  return (
    <>
      <PageHeader title={t('title')} />
      <Suspense fallback={<BudgetsSkeleton label={t('loading')} />}>
        <Budgets search={search} />
      </Suspense>
    </>
  )
}
