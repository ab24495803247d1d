import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { Operator, OperatorSkeleton } from '@/components/operator/operator'
import { BackLink } from '@/components/shell/back-link'
import { PageHeader } from '@/components/shell/page-header'
import { requireOperator } from '@/lib/auth/operator'

/** Its actions begin work that goes on after they have answered. */
export const maxDuration = 60

export async function generateMetadata(): Promise<Metadata> {
  await requireOperator()
  return { title: (await getTranslations('operator'))('title') }
}

export default async function OperatorPage() {
  // Before anything is sent: for everybody else the address is one of those where there is nothing.
  await requireOperator()
  const t = await getTranslations('operator')
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        back={<BackLink href={'/settings' as Route}>{t('back')}</BackLink>}
      />
      <div data-public>
        <Suspense fallback={<OperatorSkeleton label={t('loading')} />}>
          <Operator />
        </Suspense>
      </div>
    </>
  )
}
