import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { ConnectAnother, Connected } from '@/components/connections/connected'
import { ConnectionList, ConnectionsSkeleton } from '@/components/connections/connection-list'
import { FirstRun } from '@/components/connections/first-run'
import { LinkOutcome } from '@/components/connections/link-provider'
import { Linking } from '@/components/connections/linking'
import { DemoPanel } from '@/components/demo/demo-panel'
import { PageHeader } from '@/components/shell/page-header'

/** Its actions begin an import, which goes on after they have answered. */
export const maxDuration = 60

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('connections'))('title') }
}

export default async function ConnectionsPage() {
  const t = await getTranslations('connections')
  return (
    <Linking>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={
          <>
            <DemoPanel />
            <ConnectAnother />
          </>
        }
      />
      <LinkOutcome />
      <Suspense fallback={<ConnectionsSkeleton label={t('loading')} />}>
        <Connected empty={<FirstRun />}>
          <div className="grid gap-4">
            <ConnectionList />
          </div>
        </Connected>
      </Suspense>
    </Linking>
  )
}
