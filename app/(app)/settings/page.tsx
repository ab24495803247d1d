import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { OwnData } from '@/components/account/own-data'
import { OwnDataSkeleton } from '@/components/account/own-data-skeleton'
import { Settings } from '@/components/settings/settings'
import { SettingsSkeleton } from '@/components/settings/settings-skeleton'
import { PageHeader } from '@/components/shell/page-header'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') }
}

export default async function SettingsPage() {
  const t = await getTranslations('settings')
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="grid gap-4">
        <Suspense fallback={<SettingsSkeleton />}>
          <Settings />
        </Suspense>
        <Suspense fallback={<OwnDataSkeleton />}>
          <OwnData />
        </Suspense>
      </div>
    </>
  )
}
