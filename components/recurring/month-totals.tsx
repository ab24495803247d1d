import { currencyHeading } from '@/lib/money/currency-name'
import { exact, plain } from '@/lib/money/money'
import type { DueOrPaid } from '@/lib/recurring/queries'
import { Card, CardHeader } from '../ui/card'
import { Stat, StatList } from '../ui/stat'
import { useStreamWords } from './use-stream-words'

interface Sum {
  count: number
  /** Signed. */
  amount: string
  /** How many of them are averages. */
  varying: number
}

interface MonthSums {
  currency: string
  toPay: Sum
  paid: Sum
  toCome: Sum
  came: Sum
}

const NONE: Sum = { count: 0, amount: '0', varying: 0 }

/** What came and what is still to come, per currency; the one with the most payments first. */
export function sumMonth(payments: readonly DueOrPaid[]): MonthSums[] {
  const sums = new Map<string, MonthSums>()
  for (const { stream, amount, state } of payments) {
    if (stream.kind === 'transfer' || state === 'missed') continue
    const { currency } = stream
    const sum = sums.get(currency) ?? { currency, toPay: NONE, paid: NONE, toCome: NONE, came: NONE }
    const isIn = !amount.startsWith('-')
    const place = state === 'due' ? (isIn ? 'toCome' : 'toPay') : isIn ? 'came' : 'paid'
    const before = sum[place]
    sums.set(currency, {
      ...sum,
      [place]: {
        count: before.count + 1,
        amount: plain(exact(before.amount).plus(amount)),
        varying: before.varying + (state === 'due' && stream.reason.amountKind === 'varying' ? 1 : 0),
      },
    })
  }
  const countOf = ({ toPay, paid, toCome, came }: MonthSums) =>
    toPay.count + paid.count + toCome.count + came.count
  return [...sums.values()].sort((a, b) => countOf(b) - countOf(a) || (a.currency < b.currency ? -1 : 1))
}

/** The present month: what is still to pay and what was paid, what is still to come in and what came. */
export function MonthTotals({ payments, month }: { payments: readonly DueOrPaid[]; month: string }) {
  const { t, locale, monthText } = useStreamWords()
  const sums = sumMonth(payments)
  if (sums.length === 0) return null
  return (
    <Card aria-labelledby="recurring-month">
      <CardHeader
        id="recurring-month"
        title={t('month.title', { month: monthText(month) })}
        description={t('month.note')}
      />
      <div className="grid gap-5">
        {sums.map((sum) => (
          <div key={sum.currency} className="grid gap-2">
            {sums.length > 1 ? (
              <h3 className="font-sans text-13 font-medium text-ink-2">
                {currencyHeading(sum.currency, locale)}
              </h3>
            ) : null}
            <StatList>
              <MonthStat label={t('month.stillToPay')} sum={sum.toPay} currency={sum.currency} />
              <MonthStat label={t('month.paid')} sum={sum.paid} currency={sum.currency} />
              <MonthStat label={t('month.stillToCome')} sum={sum.toCome} currency={sum.currency} />
              <MonthStat label={t('month.came')} sum={sum.came} currency={sum.currency} />
            </StatList>
          </div>
        ))}
      </div>
    </Card>
  )
}

function MonthStat({ label, sum, currency }: { label: string; sum: Sum; currency: string }) {
  const { t, money } = useStreamWords()
  const isIn = exact(sum.amount).gt(0)
  return (
    <Stat
      label={label}
      note={
        sum.varying > 0
          ? t('month.estimated', { count: sum.count, varying: sum.varying })
          : t('month.counts', { count: sum.count })
      }
    >
      <span className={`figures money font-serif text-21 ${isIn ? 'text-in' : 'text-ink'}`}>
        {sum.count === 0 ? money('-0', currency) : money(sum.amount, currency)}
      </span>
    </Stat>
  )
}
