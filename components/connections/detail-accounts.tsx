import { useTranslations } from 'next-intl'
import { toClosedBecause } from '@/lib/bank/closing'
import type { ConnectionDetails, CoveredAccount } from '@/lib/connections/connection'
import { Card, CardHeader } from '../ui/card'
import { AccountRows } from './account-rows'
import { Moment } from './detail-moment'

/** The accounts that a connection covers with what they hold, and those that are no longer heard of with why. */
export function DetailAccounts({ details: { connection, facts } }: { details: ConnectionDetails }) {
  const t = useTranslations('connection.accounts')
  const { title: name, accounts } = connection
  const open = accounts.filter(({ closedAt }) => closedAt === null)
  const closed = facts.accounts.filter(({ closedAt }) => closedAt !== null)
  return (
    <Card aria-labelledby="accounts-title">
      <CardHeader id="accounts-title" title={t('title')} className="mb-3" />
      <div className="border-t border-line-2">
        {open.length > 0 ? (
          <AccountRows accounts={open} label={t('label', { name })} />
        ) : (
          <p className="pt-3 text-ink-2">{t(closed.length > 0 ? 'noneOpen' : 'none')}</p>
        )}
      </div>
      {closed.length > 0 ? (
        <>
          <h3 className="mt-4 border-b border-line-2 pb-2 font-sans text-13 font-normal text-ink-2">
            {t('closed')}
          </h3>
          <ul aria-label={t('closedLabel', { name })} className="divide-y divide-line-2">
            {closed.map((account) => (
              <ClosedAccount key={account.id} account={account} />
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  )
}

function ClosedAccount({ account: { name, mask, closedAt, closedBecause } }: { account: CoveredAccount }) {
  const t = useTranslations('connection.accounts')
  const words = useTranslations('connections')
  return (
    <li className="py-2">
      <p className="wrap-anywhere text-ink-2">
        {name}
        {mask ? (
          <span data-public className="figures">
            {' '}
            <span aria-hidden="true">••{mask}</span>
            <span className="sr-only">{words('mask', { mask })}</span>
          </span>
        ) : null}
      </p>
      <p className="text-13 text-ink-2">
        {t(`because.${toClosedBecause(closedBecause) ?? 'unknown'}`)}{' '}
        {closedAt ? t.rich('closedSince', { moment: () => <Moment at={closedAt} /> }) : null}
      </p>
    </li>
  )
}
