import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { AccountsByBank } from '@/components/connections/accounts-by-bank'
import { Attention } from '@/components/connections/attention'
import { ConnectAnother, Connected } from '@/components/connections/connected'
import { FirstRun } from '@/components/connections/first-run'
import { LinkOutcome } from '@/components/connections/link-provider'
import { Linking } from '@/components/connections/linking'
import { Balances, BalancesSkeleton } from '@/components/dashboard/balances'
import { Latest, LatestSkeleton } from '@/components/dashboard/latest'
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
  return (
    <Linking>
      <PageHeader
        title={t('title')}
        actions={
          <Suspense>
            <DemoPanel />
            <ConnectAnother variant="secondary" />
          </Suspense>
        }
      />
      <LinkOutcome />
      {/* One boundary for all of it: how high the upper cards are is known only with their data, and what has arrived
          below them must not move. */}
      <Suspense
        fallback={
          <div className="grid gap-4">
            <BalancesSkeleton label={t('loading')} />
            <LatestSkeleton label={t('loadingLatest')} />
          </div>
        }
      >
        <Connected empty={<FirstRun />}>
          <Attention />
          <div className="grid gap-4">
            <Balances view={readView(search)} />
            <Latest />
            <AccountsByBank />
          </div>
        </Connected>
      </Suspense>
    </Linking>
  )
}
