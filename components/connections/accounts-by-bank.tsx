import { getLocale, getNow, getTranslations } from 'next-intl/server'
import { type Connection, listConnections } from '@/lib/connections/queries'
import { ButtonLink } from '../ui/button'
import { Card, CardHeader } from '../ui/card'
import { Pill } from '../ui/pill'
import { AccountRows } from './account-rows'
import { BankMark } from './bank-mark'
import { DataAge } from './data-age'
import { hasSentence, stateName, stateTone } from './health-words'

/** Every account with its balance, under the institution that keeps it. */
export async function AccountsByBank() {
  const [t, connections] = await Promise.all([getTranslations('connections'), listConnections()])
  const known = connections.filter(({ accounts }) => accounts.length > 0)
  if (known.length === 0) return null
  return (
    <Card aria-labelledby="accounts">
      <CardHeader
        id="accounts"
        title={t('accounts')}
        actions={
          <ButtonLink href="/connections" variant="quiet" size="small" className="-my-1 -mr-3">
            {t('manage')}
          </ButtonLink>
        }
      />
      <div className="gap-x-12 wide:columns-2">
        {known.map((connection) => (
          <Bank key={connection.itemId} connection={connection} />
        ))}
      </div>
    </Card>
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
      <AccountRows accounts={accounts} label={t('accountsOf', { name: title })} />
    </div>
  )
}
