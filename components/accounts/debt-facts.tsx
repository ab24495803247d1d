import { useLocale, useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { Card, CardHeader } from '@/components/ui/card'
import { Pill } from '@/components/ui/pill'
import { findOwnLiability, type OwnAccount } from '@/lib/accounts/detail'
import { isDebtType } from '@/lib/accounts/manual-kinds'
import { dateTimeFormat, numberFormat } from '@/lib/i18n/formatters'
import { moneyText } from '@/lib/money/format'
import { Fact } from './account-facts'
import { DebtState } from './debt-state'

type Liability = NonNullable<Awaited<ReturnType<typeof findOwnLiability>>>

/** What a lender says of a debt: its rates, what is due and when. Where no lender says anything, why. */
export async function DebtFacts({ account }: { account: OwnAccount }) {
  if (account.isManual || !isDebtType(account.type)) return null
  const [t, liability] = await Promise.all([
    getTranslations('accounts.detail.debt'),
    findOwnLiability(account.id),
  ])
  const { itemId, institutionName } = account
  const state = itemId ? <DebtState itemId={itemId} bank={institutionName} told={liability !== null} /> : null
  if (!liability)
    return (
      <Card aria-labelledby="account-debt">
        <CardHeader id="account-debt" title={t('title')} className="mb-0" />
        {state}
      </Card>
    )
  return (
    <Card aria-labelledby="account-debt">
      <CardHeader
        id="account-debt"
        title={t('title')}
        className="mb-2"
        actions={liability.overdue ? <Pill tone="alarm">{t('overdue')}</Pill> : null}
      />
      <Terms liability={liability} currency={account.currency} />
      {state}
    </Card>
  )
}

function Terms({ liability, currency }: { liability: Liability; currency: string }) {
  const t = useTranslations('accounts.detail.debt')
  const locale = useLocale()
  const money = (amount: string | null) => amount && moneyText({ amount, currency }, locale)
  const days = dateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const day = (text: string | null) => text && days.format(new Date(`${text}T00:00:00Z`))
  const amountOn = (amount: string | null, on: string | null) => {
    const [said, when] = [money(amount), day(on)]
    return said && when ? t('amountOn', { amount: said, day: when }) : (said ?? when)
  }
  const percent = numberFormat(locale, { style: 'unit', unit: 'percent', maximumFractionDigits: 10 })
  const rateName = (type: string) => {
    const known = `aprs.${type}` as 'aprs.interest'
    return t.has(known) ? t(known) : type
  }
  const facts: [label: string, value: string | null][] = [
    ...liability.aprs.map((apr): [string, string] => [
      t('apr', { type: rateName(apr.type) }),
      percent.format(apr.percentage as Intl.StringNumericLiteral),
    ]),
    [t('nextDue'), day(liability.nextDueOn)],
    [t('minimum'), money(liability.minimumPayment)],
    [t('lastPayment'), amountOn(liability.lastPaymentAmount, liability.lastPaymentOn)],
    [t('statement'), amountOn(liability.lastStatementBalance, liability.lastStatementOn)],
    [t('principal'), money(liability.originalPrincipal)],
    [t('originated'), day(liability.originatedOn)],
    [t('paidOff'), day(liability.paidOffOn)],
  ]
  return (
    <dl className="divide-y divide-line-2">
      {facts.map(([label, value]) =>
        value ? (
          <Fact key={label} label={label}>
            <span className="figures">{value}</span>
          </Fact>
        ) : null,
      )}
    </dl>
  )
}
