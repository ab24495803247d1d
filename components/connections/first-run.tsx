import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { findDemoControls } from '@/lib/demo/queries'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { ConnectBank } from './linking'

/**
 * A person without a bank: why the page is empty, and what fills it.
 *
 * @param other stands beside "Connect a bank", as its equal.
 */
export async function FirstRun({ other }: { other?: ReactNode }) {
  const [t, demo] = await Promise.all([getTranslations('connections'), findDemoControls()])
  return (
    <Card>
      <EmptyState
        title={t('emptyTitle')}
        picture={<Calm />}
        action={
          <>
            <ConnectBank />
            {other}
          </>
        }
      >
        {t('emptyBody')}
      </EmptyState>
      {demo ? (
        <p className="mx-auto max-w-prose border-t border-line-2 pt-4 pb-1 text-center text-13 text-ink-2">
          {t.rich('emptyDemo', {
            user: () => <code className="rounded-sm bg-chip px-1 text-ink">user_good</code>,
            password: () => <code className="rounded-sm bg-chip px-1 text-ink">pass_good</code>,
          })}
        </p>
      ) : null}
    </Card>
  )
}

/** A waterline with nothing above or below it yet. */
function Calm() {
  return (
    <svg viewBox="0 0 240 72" fill="none" aria-hidden="true" className="h-18 w-60">
      <path
        d="M8 34c22-9 40 5 62-3s36-15 58-8 40 3 62-6 28-6 42-9"
        stroke="var(--color-keel)"
        strokeWidth={2}
        strokeLinecap="round"
        strokeDasharray="2 6"
      />
      <path d="M0 52h240" stroke="var(--color-ink)" strokeWidth={1.5} />
      <path d="M8 62h150" stroke="var(--color-line)" strokeWidth={1.5} strokeLinecap="round" />
      <circle cx={232} cy={8} r={4} fill="var(--color-keel)" />
    </svg>
  )
}
