import { useLocale, useTranslations } from 'next-intl'
import type { Overview, OverviewRow } from '@/lib/dashboard/queries'
import { formatMoney } from '@/lib/money/format'
import { entriesHref } from '@/lib/transactions/schema'
import { dayLabel } from '../charts/waterline-scale'
import { Amount } from '../ui/amount'
import { Card, CardHeader } from '../ui/card'
import { CardLink } from '../ui/card-link'
import { InitialsTile } from '../ui/initials-tile'
import { Link } from '../ui/link'
import { PendingPill } from '../ui/pill'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'

/** The newest few transactions, pending and posted together; each opens in the list. */
export function Latest({ overview: { latest, categories } }: { overview: Overview }) {
  const t = useTranslations('dashboard')
  return (
    <Card aria-labelledby="latest">
      <CardHeader
        id="latest"
        title={t('latest')}
        className="mb-2"
        actions={<CardLink href="/transactions">{t('allTransactions')}</CardLink>}
      />
      {latest.length > 0 ? (
        <Table aria-label={t('latestTable')}>
          <TableHead className="max-sm:sr-only">
            <Row>
              <HeadCell>{t('merchant')}</HeadCell>
              <HeadCell className="max-sm:hidden">{t('category')}</HeadCell>
              <HeadCell className="max-rail:hidden">{t('account')}</HeadCell>
              <HeadCell className="max-sm:hidden">{t('day')}</HeadCell>
              <HeadCell align="right">{t('amount')}</HeadCell>
            </Row>
          </TableHead>
          <TableBody>
            {latest.map((row) => (
              <LatestRow key={row.id} row={row} category={categories.nameOf(row.category)} />
            ))}
          </TableBody>
        </Table>
      ) : (
        <p className="text-ink-2">{t('noLatest')}</p>
      )}
    </Card>
  )
}

function LatestRow({ row, category }: { row: OverviewRow; category: string | null }) {
  const t = useTranslations('dashboard')
  const locale = useLocale()
  const { title, amount, currency, pending, accountName, transactionId } = row
  const day = dayLabel(row.day, locale, false)
  return (
    <Row interactive>
      <Cell className="w-full max-w-0 sm:w-2/5">
        <span className="flex items-center gap-3">
          <InitialsTile name={title} />
          <span className="min-w-0">
            <span className="flex items-center gap-2">
              <Link
                href={entriesHref({ state: pending ? 'pending' : 'posted', openId: transactionId })}
                className={`truncate after:absolute after:inset-0 ${pending ? 'text-ink-2' : 'text-ink'}`}
              >
                {title}
              </Link>
              {pending ? (
                <span className="flex max-sm:hidden">
                  <PendingPill title={t('pendingHint')}>{t('pending')}</PendingPill>
                </span>
              ) : null}
            </span>
            <span className="flex items-center gap-2 text-13 text-ink-2 sm:hidden">
              {pending ? <PendingPill title={t('pendingHint')}>{t('pending')}</PendingPill> : null}
              <span className="truncate">
                {day} · {accountName}
              </span>
            </span>
          </span>
        </span>
      </Cell>
      <Cell className="text-ink-2 max-sm:hidden">{category}</Cell>
      <Cell className="text-ink-2 max-rail:hidden">{accountName}</Cell>
      <Cell data-public className="figures whitespace-nowrap text-ink-2 max-sm:hidden">
        {day}
      </Cell>
      <Cell align="right">
        <Amount parts={formatMoney({ amount, currency }, locale, { sign: 'always' })} quiet={pending} />
      </Cell>
    </Row>
  )
}
