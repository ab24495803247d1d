import { useTranslations } from 'next-intl'
import { getLocale, getNow, getTranslations } from 'next-intl/server'
import {
  type Connection,
  type ConnectionAccount,
  listAccountsByHand,
  listConnections,
} from '@/lib/connections/queries'
import { Card, CardHeader } from '../ui/card'
import { CardLink } from '../ui/card-link'
import { Pill } from '../ui/pill'
import { AccountRows } from './account-rows'
import { BankMark } from './bank-mark'
import { DataAge } from './data-age'
import { hasSentence, stateName, stateTone } from './health-words'

const shownOf = (accounts: ConnectionAccount[]) => accounts.filter(({ hidden }) => !hidden)

/** Every account with its balance, under the institution that keeps it, and last those that the person keeps by hand. */
export async function AccountsByBank() {
  const [t, connections, own] = await Promise.all([
    getTranslations('connections'),
    listConnections(),
    listAccountsByHand(),
  ])
  const known = connections.filter(({ accounts }) => shownOf(accounts).length > 0)
  const byHand = shownOf(own)
  if (known.length === 0 && byHand.length === 0) return null
  return (
    <Card aria-labelledby="accounts">
      <CardHeader
        id="accounts"
        title={t('accounts')}
        actions={connections.length > 0 ? <CardLink href="/connections">{t('manage')}</CardLink> : null}
      />
      <div className="gap-x-12 wide:columns-2">
        {known.map((connection) => (
          <Bank key={connection.itemId} connection={connection} />
        ))}
        {byHand.length > 0 ? <KeptByHand accounts={byHand} /> : null}
      </div>
    </Card>
  )
}

/** The accounts that no bank tells of. */
export function KeptByHand({ accounts }: { accounts: ConnectionAccount[] }) {
  const t = useTranslations('connections')
  return (
    <div className="break-inside-avoid">
      <h3 className="border-b border-line pb-2 font-sans text-14 font-semibold tracking-normal">
        {t('byHand')}
      </h3>
      <AccountRows accounts={accounts} label={t('byHandOf')} />
    </div>
  )
}

async function Bank({ connection }: { connection: Connection }) {
  const [t, locale, now] = await Promise.all([getTranslations('connections'), getLocale(), getNow()])
  const { title, color, health, accounts, loginChangedAt } = connection
  return (
    <div className="not-last:mb-5 break-inside-avoid">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line pb-2">
        <h3 className="flex items-center gap-2 font-sans text-14 font-semibold tracking-normal">
          <BankMark color={color} />
          {title}
        </h3>
        <span className="flex items-center gap-2 text-13 text-ink-2">
          {hasSentence(health) || loginChangedAt ? (
            <Pill tone={stateTone(connection)}>{stateName(connection, t, now, locale)}</Pill>
          ) : null}
          <DataAge connection={connection} />
        </span>
      </div>
      <AccountRows accounts={shownOf(accounts)} label={t('accountsOf', { name: title })} />
    </div>
  )
}
