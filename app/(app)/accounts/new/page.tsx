import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { FormSkeleton } from '@/components/accounts/form-skeleton'
import { NewAccount } from '@/components/accounts/new-account'
import { BackLink } from '@/components/shell/back-link'
import { PageHeader } from '@/components/shell/page-header'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts.new'))('title') }
}

export default async function NewAccountPage() {
  const t = await getTranslations('accounts')
  return (
    <>
      <PageHeader
        back={<BackLink href="/accounts">{t('title')}</BackLink>}
        title={t('new.title')}
        description={t('new.lead')}
      />
      <Suspense fallback={<FormSkeleton />}>
        <NewAccount />
      </Suspense>
    </>
  )
}
