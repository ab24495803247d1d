import { useTranslations } from 'next-intl'
import { canReconnect } from '@/lib/bank/health'
import { asksForChoice } from '@/lib/bank/meanings'
import type { Connection } from '@/lib/connections/queries'
import { AnswerButton } from './answer-button'
import { ChooseAccounts, ConnectAnew, Reconnect } from './linking'

/** Where the access was only taken back, Link's update mode may restore it; see plaid.com/docs/api/items. */
export function mayBeRestored({ health, errorCode }: Connection): boolean {
  return health === 'relink' && errorCode === 'USER_PERMISSION_REVOKED'
}

/** Whether something of ours mends what is the matter with a connection. */
export function hasRemedy({ health }: Connection): boolean {
  return canReconnect(health) || health === 'relink'
}

/** What mends a connection: a new login, another choice of accounts, or a new connection. Where only time does: nothing. */
export function Remedy({ connection }: { connection: Connection }) {
  const { itemId, title, health } = connection
  if (asksForChoice(connection)) return <ChooseAccounts itemId={itemId} name={title} />
  if (canReconnect(health)) return <Reconnect itemId={itemId} name={title} />
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
function Question({ tone, children }: { tone: keyof typeof GROUND; children: React.ReactNode }) {
  return (
    <div
      className={`mt-4 flex flex-col gap-x-6 gap-y-3 rounded-control px-4 py-2.5 sm:flex-row sm:items-center sm:justify-between ${GROUND[tone]}`}
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

/** Somebody else is signed in than before: the way back, or to leave it so. */
export function OtherLogin({ connection: { itemId, title } }: { connection: Connection }) {
  const t = useTranslations('connections')
  const words = useFailures()
  return (
    <Question tone="amber">
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
export function NewAccounts({ connection: { itemId, title } }: { connection: Connection }) {
  const t = useTranslations('connections')
  const words = useFailures()
  return (
    <Question tone="calm">
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
