import { Pencil } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { Amount } from '@/components/ui/amount'
import { Card, CardHeader } from '@/components/ui/card'
import { CardLink } from '@/components/ui/card-link'
import { PendingPill } from '@/components/ui/pill'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { getLatestEntries, type LatestEntry, type OwnAccount } from '@/lib/accounts/detail'
import { toUtcMidnight } from '@/lib/calendar/calendar-date'
import { formatMoney } from '@/lib/money/format'
import { entriesHref } from '@/lib/transactions/schema'
import { Link } from '../ui/link'
import { accountHref } from './hrefs'

/** The newest transactions of an account, and the way to all of them. */
export async function AccountLatest({ account }: { account: OwnAccount }) {
  const [t, { rows, sums }] = await Promise.all([
    getTranslations('accounts.detail'),
    getLatestEntries(account.id),
  ])
  const count = sums.reduce((total, sum) => total + sum.count, 0)
  return (
    <Card aria-labelledby="account-latest">
      <CardHeader
        id="account-latest"
        title={t('latest')}
        className="mb-2"
        actions={
          count > 0 ? (
            <CardLink href={entriesHref({ accountIds: [account.id] })}>{t('allCount', { count })}</CardLink>
          ) : null
        }
      />
      {rows.length > 0 ? (
        <LatestTable account={account} rows={rows} />
      ) : (
        <p className="text-ink-2">{account.isManual ? t('noneManual') : t('none')}</p>
      )}
    </Card>
  )
}

function LatestTable({ account, rows }: { account: OwnAccount; rows: LatestEntry[] }) {
  const t = useTranslations('accounts.detail')
  return (
    <Table aria-label={t('latest')}>
      <TableHead className="max-sm:sr-only">
        <Row>
          <HeadCell>{t('merchant')}</HeadCell>
          <HeadCell className="max-sm:hidden">{t('category')}</HeadCell>
          <HeadCell className="max-sm:hidden">{t('day')}</HeadCell>
          <HeadCell align="right">{t('amount')}</HeadCell>
          {account.isManual ? (
            <HeadCell align="right">
              <span className="sr-only">{t('edit')}</span>
            </HeadCell>
          ) : null}
        </Row>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <LatestRow key={row.id} account={account} row={row} />
        ))}
      </TableBody>
    </Table>
  )
}

function LatestRow({ account, row }: { account: OwnAccount; row: LatestEntry }) {
  const t = useTranslations('accounts.detail')
  const locale = useLocale()
  const { title, amount, currency, pending, category, transactionId } = row
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    toUtcMidnight(row.day),
  )
  return (
    <Row interactive>
      <Cell className="w-full max-w-0 sm:w-1/2">
        <span className="flex items-center gap-2">
          <Link
            href={entriesHref({ accountIds: [account.id], openId: transactionId })}
            className={`truncate after:absolute after:inset-0 ${pending ? 'text-ink-2' : 'text-ink'}`}
          >
            {title}
          </Link>
          {pending ? (
            <PendingPill title={account.isManual ? t('pendingHintManual') : t('pendingHint')}>
              {t('pending')}
            </PendingPill>
          ) : null}
        </span>
        <span className="block truncate text-13 text-ink-2 sm:hidden">{day}</span>
      </Cell>
      <Cell className="text-ink-2 max-sm:hidden">{category}</Cell>
      <Cell data-public className="figures whitespace-nowrap text-ink-2 max-sm:hidden">
        {day}
      </Cell>
      <Cell align="right">
        <Amount parts={formatMoney({ amount, currency }, locale, { sign: 'always' })} quiet={pending} />
      </Cell>
      {account.isManual ? (
        <Cell align="right" className="w-10">
          <Link
            href={accountHref(account.id, { task: 'change', transactionId })}
            aria-label={t('editOf', { title })}
            className="touch-target relative z-1 inline-grid size-8 place-items-center rounded-control text-ink-2 hover:bg-chip hover:text-ink"
          >
            <Pencil aria-hidden="true" className="size-4" strokeWidth={1.75} />
          </Link>
        </Cell>
      ) : null}
    </Row>
  )
}
