import { type CalendarDate, daysBetween } from '@/lib/calendar/calendar-date'
import { exact, plain } from '@/lib/money/money'
import type { Stream, StreamPayment } from '@/lib/recurring/queries'
import { entriesHref } from '@/lib/transactions/schema'
import { HistoryLine } from '../charts/history-line'
import { ButtonLink } from '../ui/button'
import { Card, CardHeader } from '../ui/card'
import { Link } from '../ui/link'
import { PendingPill } from '../ui/pill'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'
import { useStreamWords } from './use-stream-words'

/** As many of the newest payments as are listed; the rest is a link away. */
const LISTED = 24

interface PaymentHistoryProps {
  stream: Stream
  /** Oldest first. */
  payments: readonly StreamPayment[]
  today: CalendarDate
}

/** What has been paid, or came: as a line of prices, and each payment with the way to its transaction. */
export function PaymentHistory({ stream, payments, today }: PaymentHistoryProps) {
  const { t } = useStreamWords()
  const { kind, currency, name } = stream
  const posted = payments.filter((payment) => !payment.pending && payment.currency === currency)
  const title =
    kind === 'income' ? 'detail.historyIn' : kind === 'transfer' ? 'detail.historyMoved' : 'detail.history'
  return (
    <>
      {posted.length > 1 ? (
        <Card aria-labelledby="stream-history">
          <HistoryLine
            label={t('detail.historyLabel', { title: name })}
            currency={currency}
            kind="price"
            valueName={t('detail.price')}
            title={
              <h2 id="stream-history" className="text-17">
                {t(title)}
              </h2>
            }
            points={posted.map(({ day, amount }) => ({ day, amount: plain(exact(amount).abs()) }))}
          />
        </Card>
      ) : null}
      <Card aria-labelledby="stream-payments">
        <CardHeader
          id="stream-payments"
          title={t('detail.payments')}
          description={
            payments.length > LISTED
              ? t('detail.showingLast', { count: LISTED, total: payments.length })
              : undefined
          }
          actions={
            <ButtonLink
              href={entriesHref({
                merchantKey: stream.merchantKey,
                accountIds: [stream.accountId],
                currency,
                direction: stream.lastAmount.startsWith('-') ? 'out' : 'in',
              })}
              variant="quiet"
              size="small"
            >
              {t('detail.allRows')}
            </ButtonLink>
          }
        />
        <PaymentTable
          payments={payments.slice(-LISTED - 1)}
          all={payments.length}
          today={today}
          name={name}
        />
      </Card>
    </>
  )
}

function PaymentTable({
  payments,
  all,
  today,
  name,
}: {
  /** One more than are listed, where there are more: the first has a day before it then. */
  payments: readonly StreamPayment[]
  all: number
  today: CalendarDate
  name: string
}) {
  const { t, weekdayAndDay, money } = useStreamWords()
  const rows = payments.map((payment, index) => {
    const before = payments[index - 1]
    return { ...payment, gap: before ? daysBetween(before.day, payment.day) : null }
  })
  const listed = all > LISTED ? rows.slice(1) : rows
  return (
    <Table aria-label={t('detail.paymentsTable', { title: name })}>
      <TableHead>
        <Row>
          <HeadCell>{t('detail.day')}</HeadCell>
          <HeadCell align="right" className="max-sm:hidden">
            {t('detail.gap')}
          </HeadCell>
          <HeadCell align="right">{t('detail.amountColumn')}</HeadCell>
        </Row>
      </TableHead>
      <TableBody>
        {[...listed].reverse().map(({ transactionId, day, gap, amount, currency, pending }) => (
          <Row key={transactionId} interactive>
            <Cell>
              <span className="flex items-center gap-2">
                <Link
                  href={entriesHref({ openId: transactionId })}
                  className="text-ink after:absolute after:inset-0"
                >
                  {weekdayAndDay(day, today)}
                </Link>
                {pending ? <PendingPill>{t('detail.pending')}</PendingPill> : null}
              </span>
            </Cell>
            <Cell data-public align="right" className="text-ink-2 max-sm:hidden">
              {gap}
            </Cell>
            <Cell align="right">
              <span className={`money ${amount.startsWith('-') ? 'text-ink' : 'text-in'}`}>
                {money(amount, currency)}
              </span>
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
