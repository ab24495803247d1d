import { useLocale, useTranslations } from 'next-intl'
import { listFormat } from '@/lib/i18n/formatters'
import { moneyText } from '@/lib/money/format'
import { sumByCurrency } from '@/lib/money/money'

/** What accounts hold together in each currency: what one owes as a positive number that says so, as in their lines. */
export function GroupTotal({
  accounts,
}: {
  accounts: readonly { balance: string | null; currency: string }[]
}) {
  const t = useTranslations('accounts')
  const locale = useLocale()
  const sums = sumByCurrency(
    accounts.flatMap(({ balance, currency }) => (balance === null ? [] : [{ amount: balance, currency }])),
  )
  if (sums.length === 0) return null
  const isOwed = ({ amount }: { amount: string }) => amount.startsWith('-')
  const text = (chosen: typeof sums) =>
    listFormat(locale, { type: 'unit' }).format(
      chosen.map((sum) => moneyText(sum, locale, { sign: 'never' })),
    )
  const owned = text(sums.filter((sum) => !isOwed(sum)))
  const owed = text(sums.filter(isOwed))
  return (
    <span className="money figures text-13 text-ink-2">
      {owed === '' ? t('groupTotal', { amounts: owned }) : null}
      {owed !== '' && owned === '' ? t('groupOwed', { amounts: owed }) : null}
      {owed !== '' && owned !== '' ? t('groupBoth', { owned, owed }) : null}
    </span>
  )
}
