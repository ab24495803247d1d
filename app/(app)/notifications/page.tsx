import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { Notifications } from '@/components/notifications/notifications'
import { NotificationsSkeleton } from '@/components/notifications/notifications-skeleton'
import { PageHeader } from '@/components/shell/page-header'
import { ButtonLink } from '@/components/ui/button'
import { readNotificationSearch } from '@/lib/notifications/schema'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('title') }
}

export default async function NotificationsPage({ searchParams }: PageProps<'/notifications'>) {
  const [t, params] = await Promise.all([getTranslations('notifications'), searchParams])
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={
          <ButtonLink href={'/settings/notifications' as Route} variant="secondary">
            {t('settingsLink')}
          </ButtonLink>
        }
      />
      <Suspense fallback={<NotificationsSkeleton />}>
        <Notifications search={readNotificationSearch(params)} />
      </Suspense>
    </>
  )
}
