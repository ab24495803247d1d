import { useTranslations } from 'next-intl'
import { canReconnect, needsPerson } from '@/lib/bank/health'
import { asksForChoice } from '@/lib/bank/meanings'
import type { Connection } from '@/lib/connections/queries'
import { cx } from '../ui/cx'
import { AnswerButton } from './answer-button'
import { mayBeRestored } from './health-words'
import { ChooseAccounts, ConnectAnew, ConnectBank, Reconnect } from './linking'

/** Whether something of ours mends what is the matter with a connection. */
export function hasRemedy({ health }: Connection): boolean {
  return needsPerson(health)
}

/**
 * What mends a connection: a new login, another choice of accounts, or a new connection; another bank where it cannot be
 * mended. Where only time does: nothing.
 */
export function Remedy({ connection }: { connection: Connection }) {
  const { itemId, title, health } = connection
  if (asksForChoice(connection)) return <ChooseAccounts itemId={itemId} name={title} urgent />
  if (canReconnect(health)) return <Reconnect itemId={itemId} name={title} />
  if (health === 'unsupported') return <ConnectBank variant="secondary" />
  if (health !== 'relink') return null
  if (!mayBeRestored(connection)) return <ConnectAnew />
  return (
    <>
      <Reconnect itemId={itemId} name={title} />
      <ConnectAnew variant="secondary" />
    </>
  )
}

const GROUND = { amber: 'bg-amber-soft', calm: 'bg-chip' } as const

/** What a connection asks that is well otherwise, and the ways to answer. */
function Question({
  tone,
  className,
  children,
}: {
  tone: keyof typeof GROUND
  className?: string
  children: React.ReactNode
}) {
  return (
    <div
      className={cx(
        'flex flex-col gap-x-6 gap-y-3 rounded-control px-4 py-2.5 sm:flex-row sm:items-center sm:justify-between',
        GROUND[tone],
        className,
      )}
    >
      {children}
    </div>
  )
}

function useFailures() {
  const t = useTranslations('connections')
  return {
    gone: t('actionFailed.gone'),
    later: t('actionFailed.later'),
    operator: t('actionFailed.operator'),
    unreachable: t('actionFailed.unreachable'),
  }
}

/** What a connection asks of the person, once nothing more urgent is the matter. */
export function Asked({ connection }: { connection: Connection }) {
  const { health, loginChangedAt, newAccountsAvailable } = connection
  if (needsPerson(health)) return null
  if (loginChangedAt) return <OtherLogin connection={connection} className="mt-4" />
  return newAccountsAvailable ? <NewAccounts connection={connection} /> : null
}

/** Somebody else is signed in than before: the way back, or to leave it so. */
export function OtherLogin({
  connection: { itemId, title },
  className,
}: {
  connection: Connection
  className?: string
}) {
  const t = useTranslations('connections')
  const words = useFailures()
  return (
    <Question tone="amber" className={className}>
      <p className="min-w-0 text-ink-2">
        <strong className="font-semibold text-ink">{t('otherLogin.title', { name: title })}</strong>{' '}
        {t('otherLogin.body')}
      </p>
      <div className="flex shrink-0 flex-wrap items-center gap-2">
        <Reconnect itemId={itemId} name={title} />
        <AnswerButton
          itemId={itemId}
          answer="keepLogin"
          label={t('otherLogin.keep')}
          pendingLabel={t('otherLogin.keeping')}
          words={words}
        />
      </div>
    </Question>
  )
}

/** Accounts that the bank has and the person has not shared: offered, and put away until the bank announces others. */
function NewAccounts({ connection: { itemId, title } }: { connection: Connection }) {
  const t = useTranslations('connections')
  const words = useFailures()
  return (
    <Question tone="calm" className="mt-4">
      <p className="min-w-0 text-ink-2">{t('newAccounts', { name: title })}</p>
      <div className="flex shrink-0 flex-wrap items-center gap-2">
        <ChooseAccounts itemId={itemId} name={title} />
        <AnswerButton
          itemId={itemId}
          answer="declineAccounts"
          label={t('notNow')}
          pendingLabel={t('leaving')}
          words={words}
        />
      </div>
    </Question>
  )
}
