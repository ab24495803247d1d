import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useMessages, useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { categoryName } from '@/lib/i18n/category-name'
import { formatMoney } from '@/lib/money/format'
import { listLatestTransactions, type TransactionRow } from '@/lib/transactions/queries'
import { transactionsHref } from '@/lib/transactions/schema'
import { dayLabel } from '../charts/waterline-scale'
import { Amount } from '../ui/amount'
import { ButtonLink } from '../ui/button'
import { Card, CardHeader } from '../ui/card'
import { InitialsTile } from '../ui/initials-tile'
import { PendingPill } from '../ui/pill'
import { Skeleton, SkeletonGroup, SkeletonRows } from '../ui/skeleton'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'

const SHOWN = 8

/** The newest few transactions, pending and posted together; each opens in the list. */
export async function Latest() {
  const [t, rows] = await Promise.all([getTranslations('dashboard'), listLatestTransactions(SHOWN)])
  return (
    <Card aria-labelledby="latest">
      <CardHeader
        id="latest"
        title={t('latest')}
        className="mb-2"
        actions={
          <ButtonLink href="/transactions" variant="quiet" size="small" className="-my-1 -mr-3">
            {t('allTransactions')}
          </ButtonLink>
        }
      />
      {rows.length > 0 ? <LatestTable rows={rows} /> : <p className="text-ink-2">{t('noLatest')}</p>}
    </Card>
  )
}

function LatestTable({ rows }: { rows: TransactionRow[] }) {
  const t = useTranslations('dashboard')
  return (
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
        {rows.map((row) => (
          <LatestRow key={row.id} row={row} />
        ))}
      </TableBody>
    </Table>
  )
}

/** The list with this row opened, in the tab where it stands. */
function hrefOf({ id, pending }: TransactionRow): Route {
  const list = { accountId: null, text: null, after: null, openId: null }
  return transactionsHref({ ...list, state: pending ? 'pending' : 'posted' }, { openId: id }) as Route
}

function LatestRow({ row }: { row: TransactionRow }) {
  const t = useTranslations('dashboard')
  const locale = useLocale()
  const { categories } = useMessages()
  const { title, amount, pending, account, shownOn } = row
  const category = categoryName(row.category.primary, row.category.detailed, categories)
  const day = dayLabel(shownOn, locale, false)
  return (
    <Row interactive>
      <Cell className="w-full max-w-0 sm:w-2/5">
        <span className="flex items-center gap-3">
          <InitialsTile name={title} />
          <span className="min-w-0">
            <span className="flex items-center gap-2">
              <Link
                href={hrefOf(row)}
                className={`truncate after:absolute after:inset-0 ${pending ? 'text-ink-2' : 'text-ink'}`}
              >
                {title}
              </Link>
              {pending ? <PendingPill title={t('pendingHint')}>{t('pending')}</PendingPill> : null}
            </span>
            <span className="block truncate text-13 text-ink-2 sm:hidden">
              {day} · {account.name}
            </span>
          </span>
        </span>
      </Cell>
      <Cell className="text-ink-2 max-sm:hidden">{category}</Cell>
      <Cell className="text-ink-2 max-rail:hidden">{account.name}</Cell>
      <Cell className="figures whitespace-nowrap text-ink-2 max-sm:hidden">{day}</Cell>
      <Cell align="right">
        <Amount parts={formatMoney(amount, locale, { sign: 'always' })} quiet={pending} />
      </Cell>
    </Row>
  )
}

export function LatestSkeleton({ label }: { label: string }) {
  return (
    <Card>
      <SkeletonGroup label={label}>
        <Skeleton className="h-6 w-20" />
        <div className="mt-4">
          <SkeletonRows count={SHOWN} />
        </div>
      </SkeletonGroup>
    </Card>
  )
}
