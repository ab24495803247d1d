import { useFormatter, useLocale, useTimeZone, useTranslations } from 'next-intl'
import { MeterBar } from '@/components/charts/meter-bar'
import { Amount } from '@/components/ui/amount'
import { Card } from '@/components/ui/card'
import { Stat, StatList } from '@/components/ui/stat'
import type { OwnAccount } from '@/lib/accounts/detail'
import { factsOfKind, isDebtType } from '@/lib/accounts/manual-kinds'
import { numberFormat } from '@/lib/i18n/formatters'
import { formatMoney } from '@/lib/money/format'
import { exact, plain } from '@/lib/money/money'

/** What an account holds now; of a card also its limit and how much of that is used. */
export function AccountSummary({ account }: { account: OwnAccount }) {
  const t = useTranslations('accounts')
  const locale = useLocale()
  const format = useFormatter()
  const timeZone = useTimeZone()
  const { balance, available, creditLimit, currency, type, kind, balancesAt, closedAt, isManual } = account
  const parts = (amount: string) => formatMoney({ amount, currency }, locale, { sign: 'never' })
  const owes = balance?.startsWith('-') ?? false
  const inCredit = balance !== null && !owes && balance !== '0' && isDebtType(type)
  const showsAvailable = available !== null && available !== balance && !closedAt
  return (
    <Card aria-label={t('detail.summary')} className="grid gap-5">
      <div>
        <p className="text-13 text-ink-2">
          {owes || (balance === '0' && isDebtType(type))
            ? t('detail.owed')
            : t(isManual && kind !== null && factsOfKind(kind).isValued ? 'detail.worth' : 'detail.current')}
        </p>
        <p className="mt-0.5">
          {balance === null ? (
            <span className="text-21 text-ink-2">{t('noBalance')}</span>
          ) : (
            <Amount size="large" parts={parts(balance)} />
          )}
          {inCredit ? <span className="ml-2 text-ink-2">{t('inCredit')}</span> : null}
        </p>
        <p className="mt-1 text-13 text-ink-2">
          {closedAt
            ? t(`detail.closedBecause.${closedReason(account.closedBecause)}`, {
                day: format.dateTime(closedAt, { dateStyle: 'medium', timeZone }),
              })
            : balancesAt
              ? t('detail.updated', {
                  when: format.dateTime(balancesAt, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
                })
              : t('detail.never')}
        </p>
      </div>
      {showsAvailable || creditLimit !== null ? (
        <StatList>
          {showsAvailable ? (
            <Stat
              label={t('detail.available')}
              note={isManual && type === 'depository' ? t('detail.availableHint') : undefined}
            >
              <Amount
                size="standing"
                parts={formatMoney({ amount: available, currency }, locale, { sign: 'negative' })}
              />
            </Stat>
          ) : null}
          {creditLimit !== null ? (
            <Stat label={t('detail.limit')}>
              <Amount size="standing" parts={parts(creditLimit)} />
            </Stat>
          ) : null}
        </StatList>
      ) : null}
      {creditLimit !== null && balance !== null && exact(creditLimit).isPositive() && creditLimit !== '0' ? (
        <Use balance={balance} limit={creditLimit} currency={currency} />
      ) : null}
    </Card>
  )
}

function closedReason(reason: string | null): 'not_shared' | 'revoked' | 'other' {
  return reason === 'not_shared' || reason === 'revoked' ? reason : 'other'
}

/** How much of a limit is used, in tenths of a percent, exactly. */
function Use({ balance, limit, currency }: { balance: string; limit: string; currency: string }) {
  const t = useTranslations('accounts.detail')
  const locale = useLocale()
  const owed = exact(balance)
  const used = owed.isNegative() ? plain(owed.abs()) : '0'
  const tenths = exact(used).times(100).div(limit).toDecimalPlaces(1)
  const format = numberFormat(locale, { style: 'unit', unit: 'percent', maximumFractionDigits: 1 })
  const percent = format.format(plain(tenths) as Intl.StringNumericLiteral)
  return (
    <div>
      <p className="figures mb-2 text-13 text-ink-2">{t('usePercent', { percent })}</p>
      <MeterBar label={t('use')} currency={currency} limit={limit} used={used} tone="debt" kind="credit" />
    </div>
  )
}
