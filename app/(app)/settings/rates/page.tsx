import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { readEdited, readWanted } from '@/components/rates/edited-rate'
import { Rates } from '@/components/rates/rates'
import { RatesSkeleton } from '@/components/rates/rates-skeleton'
import { BackLink } from '@/components/shell/back-link'
import { PageHeader } from '@/components/shell/page-header'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rates'))('title') }
}

export default async function RatesPage({ searchParams }: PageProps<'/settings/rates'>) {
  const [t, { edit, base }] = await Promise.all([getTranslations('rates'), searchParams])
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        back={<BackLink href="/settings">{t('back')}</BackLink>}
      />
      <Suspense fallback={<RatesSkeleton label={t('loading')} />}>
        <Rates edited={readEdited(edit)} wanted={readWanted(base)} />
      </Suspense>
    </>
  )
}
