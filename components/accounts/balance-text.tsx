import { useLocale, useTranslations } from 'next-intl'
import { Amount } from '@/components/ui/amount'
import { isDebtType } from '@/lib/accounts/manual-kinds'
import { formatMoney } from '@/lib/money/format'

/** A balance: what one owes as a positive number that says so. */
export function BalanceText({
  balance,
  currency,
  type,
}: {
  balance: string | null
  currency: string
  type: string
}) {
  const t = useTranslations('accounts')
  const locale = useLocale()
  if (balance === null) return <span className="text-13 text-ink-2">{t('noBalance')}</span>
  const owes = balance.startsWith('-')
  const inCredit = !owes && balance !== '0' && isDebtType(type)
  return (
    <>
      {owes ? <span className="text-13 text-debt-ink">{t('owe')} </span> : null}
      {inCredit ? <span className="text-13 text-ink-2">{t('inCredit')} </span> : null}
      <Amount parts={formatMoney({ amount: balance, currency }, locale, { sign: 'never' })} />
    </>
  )
}
