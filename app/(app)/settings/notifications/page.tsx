import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { NotificationSettings } from '@/components/notifications/notification-settings'
import { PushDevices } from '@/components/notifications/push-devices'
import { BackLink } from '@/components/shell/back-link'
import { PageHeader } from '@/components/shell/page-header'
import { SkeletonGroup, SkeletonRows } from '@/components/ui/skeleton'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications.settings'))('title') }
}

export default async function NotificationSettingsPage() {
  const t = await getTranslations('notifications.settings')
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        back={<BackLink href="/settings">{t('back')}</BackLink>}
      />
      <Suspense
        fallback={
          <SkeletonGroup label={t('loading')}>
            <SkeletonRows count={10} />
          </SkeletonGroup>
        }
      >
        <div className="grid gap-4">
          <NotificationSettings />
          <PushDevices />
        </div>
      </Suspense>
    </>
  )
}
