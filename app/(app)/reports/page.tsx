import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Reports } from '@/components/reports/reports'
import { PageHeader } from '@/components/shell/page-header'
import { readReportSearch } from '@/lib/reports/schema'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('title') }
}

/** Nothing of it is sent before the whole: what arrives later would need a script to be put in its place. */
export default async function ReportsPage({ searchParams }: PageProps<'/reports'>) {
  const [t, search] = await Promise.all([getTranslations('reports'), searchParams])
  return (
    <>
      <PageHeader title={t('title')} />
      <Reports search={readReportSearch(search)} />
    </>
  )
}
