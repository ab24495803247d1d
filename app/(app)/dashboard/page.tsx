import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { AccountsByBank } from '@/components/connections/accounts-by-bank'
import { Attention } from '@/components/connections/attention'
import { ConnectAnother, Connected } from '@/components/connections/connected'
import { FirstRun } from '@/components/connections/first-run'
import { LinkOutcome } from '@/components/connections/link-provider'
import { Linking } from '@/components/connections/linking'
import { FirstSteps } from '@/components/dashboard/first-steps'
import { Overview } from '@/components/dashboard/overview'
import { OverviewSkeleton } from '@/components/dashboard/overview-skeleton'
import { SampleData } from '@/components/dashboard/sample-data'
import { readView } from '@/components/dashboard/view'
import { DemoPanel } from '@/components/demo/demo-panel'
import { PageHeader } from '@/components/shell/page-header'

/** Its actions begin an import, which goes on after they have answered. */
export const maxDuration = 60

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('dashboard'))('title') }
}

export default async function DashboardPage({ searchParams }: PageProps<'/dashboard'>) {
  const [t, search] = await Promise.all([getTranslations('dashboard'), searchParams])
  const view = readView(search)
  return (
    <Linking>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <DemoPanel />
            <ConnectAnother variant="secondary" />
          </>
        }
      />
      <LinkOutcome />
      {/* One boundary for all of it: how high the upper cards are is known only with their data, and what has arrived
          below them must not move. */}
      <Suspense fallback={<OverviewSkeleton label={t('loading')} />}>
        <Connected
          empty={
            <>
              <Overview view={view} empty={<FirstRun other={<SampleData />} />} />
              <div className="mt-4">
                <FirstSteps />
                <AccountsByBank />
              </div>
            </>
          }
        >
          <Attention />
          <FirstSteps />
          <Overview view={view} />
          <div className="mt-4">
            <AccountsByBank />
          </div>
        </Connected>
      </Suspense>
    </Linking>
  )
}
