import { useLocale } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { Amount } from '@/components/ui/amount'
import { Card, CardHeader } from '@/components/ui/card'
import { listOwnNotedBalances, type OwnAccount } from '@/lib/accounts/detail'
import { factsOfKind } from '@/lib/accounts/manual-kinds'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import { formatMoney } from '@/lib/money/format'
import { RemoveBalance } from './remove-balance'
import { useErrorWords } from './words'

/** What the person said that something is worth, where that is how its worth is known. */
export async function NotedBalances({ account }: { account: OwnAccount }) {
  if (!account.isManual || account.kind === null || !factsOfKind(account.kind).isValued) return null
  const [t, notes] = await Promise.all([getTranslations('accounts.noted'), listOwnNotedBalances(account.id)])
  return (
    <Card aria-labelledby="account-values">
      <CardHeader id="account-values" title={t('title')} className="mb-2" />
      <ul className="divide-y divide-line-2">
        {notes.map(({ day, balance }, index) => (
          <Note
            key={day}
            account={account}
            day={day}
            balance={balance}
            labels={{ remove: t('removeShort'), removeOf: (text) => t('remove', { day: text }) }}
            canGo={index < notes.length - 1}
          />
        ))}
      </ul>
    </Card>
  )
}

function Note({
  account,
  day,
  balance,
  labels,
  canGo,
}: {
  account: OwnAccount
  day: string
  balance: string
  labels: { remove: string; removeOf: (day: string) => string }
  canGo: boolean
}) {
  const locale = useLocale()
  const errors = useErrorWords()
  const text = dateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
  return (
    <li className="flex min-h-11 flex-wrap items-center justify-between gap-x-3">
      <span data-public className="figures text-ink-2">
        {text}
      </span>
      <span className="flex items-center gap-2">
        <Amount
          parts={formatMoney({ amount: balance, currency: account.currency }, locale, { sign: 'never' })}
        />
        <span className="flex min-w-22 flex-wrap justify-end">
          {canGo ? (
            <RemoveBalance
              accountId={account.id}
              day={day}
              label={labels.removeOf(text)}
              text={labels.remove}
              errors={errors}
            />
          ) : null}
        </span>
      </span>
    </li>
  )
}
