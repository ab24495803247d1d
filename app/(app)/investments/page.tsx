import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Investments } from '@/components/investments/investments'
import { PageHeader } from '@/components/shell/page-header'
import { readInvestmentSearch } from '@/lib/investments/schema'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('investments'))('title') }
}

export default async function InvestmentsPage({ searchParams }: PageProps<'/investments'>) {
  const [t, search] = await Promise.all([getTranslations('investments'), searchParams])
  return (
    <>
      <PageHeader title={t('title')} />
      <Investments search={readInvestmentSearch(search)} />
    </>
  )
}
