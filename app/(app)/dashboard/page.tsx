import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { AccountsByBank, AccountsSkeleton } from '@/components/connections/accounts-by-bank'
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

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('dashboard'))('title') }
}

export default async function DashboardPage({ searchParams }: PageProps<'/dashboard'>) {
  const [t, connections, search] = await Promise.all([
    getTranslations('dashboard'),
    getTranslations('connections'),
    searchParams,
  ])
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
      <Suspense fallback={<BalancesSkeleton label={t('loading')} />}>
        <Connected empty={<FirstRun />}>
          <Attention />
          <div className="grid gap-4">
            <Suspense fallback={<BalancesSkeleton label={t('loading')} />}>
              <Balances view={readView(search)} />
            </Suspense>
            <Suspense fallback={<LatestSkeleton label={t('loadingLatest')} />}>
              <Latest />
            </Suspense>
            <Suspense fallback={<AccountsSkeleton label={connections('loadingAccounts')} />}>
              <AccountsByBank />
            </Suspense>
          </div>
        </Connected>
      </Suspense>
    </Linking>
  )
}
