import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import type { ConnectionAccount } from '@/lib/connections/queries'
import { formatMoney } from '@/lib/money/format'
import { Amount } from '../ui/amount'

/** The accounts of one connection with what they hold: what one owes as a positive number that says so. */
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
  const { name, mask, closedAt } = account
  const details = useDetails(account)
  return (
    <li className="flex min-h-12 items-center justify-between gap-4 py-2">
      <div className="min-w-0">
        <p className={closedAt ? 'truncate text-ink-2' : 'truncate'}>
          {name}
          {mask ? (
            <span className="figures text-ink-2">
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
  const locale = useLocale()
  const timeZone = useTimeZone()
  if (closedAt && closedBecause) {
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(closedAt)
    return t(`closedBecause.${closedBecause}`, { day })
  }
  if (closedAt) return t('closed')
  const money = (amount: string) => formatMoney({ amount, currency }, locale).text
  const parts = [kindName(type, subtype, t)]
  if (type === 'credit') {
    if (available !== null && creditLimit !== null)
      parts.push(t('availableOf', { amount: money(available), limit: money(creditLimit) }))
    else if (available !== null) parts.push(t('available', { amount: money(available) }))
    else if (creditLimit !== null) parts.push(t('limit', { limit: money(creditLimit) }))
  }
  return parts.join(' · ')
}

/** Plaid's kinds are an open list: one that the catalogue does not have is written as Plaid writes it. */
function kindName(
  type: string,
  subtype: string | null,
  t: ReturnType<typeof useTranslations<'connections'>>,
): string {
  const kind = subtype ?? type
  const known = `kinds.${kind}` as 'kinds.checking'
  if (t.has(known)) return t(known)
  return kind.charAt(0).toUpperCase() + kind.slice(1)
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
