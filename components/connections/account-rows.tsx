import type { Route } from 'next'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import type { ConnectionAccount } from '@/lib/connections/queries'
import { kindName } from '@/lib/i18n/account-kind'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import { formatMoney, moneyText } from '@/lib/money/format'
import { Amount } from '../ui/amount'
import { Link } from '../ui/link'

/** Accounts with what they hold: what one owes as a positive number that says so. Each leads to its own page. */
export function AccountRows({ accounts, label }: { accounts: ConnectionAccount[]; label: string }) {
  return (
    <ul aria-label={label} className="divide-y divide-line-2">
      {accounts.map((account) => (
        <AccountRow key={account.id} account={account} />
      ))}
    </ul>
  )
}

function AccountRow({ account }: { account: ConnectionAccount }) {
  const t = useTranslations('connections')
  const { id, name, mask, closedAt } = account
  const details = useDetails(account)
  return (
    <li className="relative -mx-2 flex min-h-12 items-center justify-between gap-4 rounded-control px-2 py-2 hover:bg-line-2/60 has-[a:focus-visible]:bg-line-2/60">
      <div className="min-w-0">
        <p className={closedAt ? 'truncate text-ink-2' : 'truncate'}>
          <Link href={`/accounts/${id}` as Route} className="after:absolute after:inset-0">
            {name}
          </Link>
          {mask ? (
            <span data-public className="figures text-ink-2">
              {' '}
              <span aria-hidden="true">••{mask}</span>
              <span className="sr-only">{t('mask', { mask })}</span>
            </span>
          ) : null}
        </p>
        <p className="figures text-13 text-ink-2">{details}</p>
      </div>
      <Balance account={account} />
    </li>
  )
}

/** The kind of account, and for cards what is left of the limit. */
function useDetails({
  type,
  subtype,
  available,
  creditLimit,
  currency,
  closedAt,
  closedBecause,
}: ConnectionAccount): string {
  const t = useTranslations('connections')
  const accounts = useTranslations('accounts')
  const locale = useLocale()
  const timeZone = useTimeZone()
  if (closedAt && closedBecause) {
    const day = dateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(closedAt)
    return t(`closedBecause.${closedBecause}`, { day })
  }
  if (closedAt) return t('closed')
  const money = (amount: string) => moneyText({ amount, currency }, locale)
  const parts = [kindName(type, subtype, accounts)]
  if (type === 'credit') {
    if (available !== null && creditLimit !== null)
      parts.push(t('availableOf', { amount: money(available), limit: money(creditLimit) }))
    else if (available !== null) parts.push(t('available', { amount: money(available) }))
    else if (creditLimit !== null) parts.push(t('limit', { limit: money(creditLimit) }))
  }
  return parts.join(' · ')
}

function Balance({ account: { balance, currency, closedAt, type } }: { account: ConnectionAccount }) {
  const t = useTranslations('connections')
  const locale = useLocale()
  if (closedAt) return null
  if (balance === null) return <p className="text-13 text-ink-2">{t('noBalance')}</p>
  const owes = balance.startsWith('-')
  const inCredit = !owes && balance !== '0' && (type === 'credit' || type === 'loan')
  return (
    <p className="shrink-0 text-right">
      {owes ? <span className="mr-1 text-13 text-debt-ink">{t('owe')} </span> : null}
      {inCredit ? <span className="mr-1 text-13 text-ink-2">{t('inCredit')} </span> : null}
      <Amount parts={formatMoney({ amount: balance, currency }, locale, { sign: 'never' })} />
    </p>
  )
}
