import { Flag, NotebookPen } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useMessages, useTranslations } from 'next-intl'
import { Amount } from '@/components/ui/amount'
import { cx } from '@/components/ui/cx'
import { InitialsTile } from '@/components/ui/initials-tile'
import { PendingPill, Pill } from '@/components/ui/pill'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { categoryName } from '@/lib/i18n/category-name'
import { formatMoney } from '@/lib/money/format'
import type { TransactionPage, TransactionRow } from '@/lib/transactions/queries'
import { type TransactionSearch, transactionsHref } from '@/lib/transactions/schema'
import { AccountLabel } from './account-label'
import { dayHeading, groupByDay } from './day-text'
import { wasText } from './was-text'

/** Columns that narrow pages show as a second line of the first one. */
const CATEGORY = 'max-sm:hidden'
const ACCOUNT = 'max-wide:hidden'

/** The rows, newest first, under their days. Narrower pages show fewer columns of two lines, still one table. */
export function TransactionTable({ page, search }: { page: TransactionPage; search: TransactionSearch }) {
  const t = useTranslations('transactions')
  const locale = useLocale()
  const dayWords = { today: t('today'), yesterday: t('yesterday') }

  return (
    <Table aria-label={t('title')}>
      <TableHead>
        <tr>
          <HeadCell className="max-sm:h-0 max-sm:border-b-0 first:pl-4 sm:first:pl-[22px]">
            <span className="max-sm:sr-only">{t('merchant')}</span>
          </HeadCell>
          <HeadCell className={CATEGORY}>
            <span className="inline-block min-w-40">{t('category')}</span>
          </HeadCell>
          <HeadCell className={ACCOUNT}>
            <span className="inline-block min-w-52">{t('account')}</span>
          </HeadCell>
          <HeadCell align="right" className="max-sm:h-0 max-sm:border-b-0 last:pr-4 sm:last:pr-[22px]">
            <span className="max-sm:sr-only sm:inline-block sm:min-w-28">{t('amount')}</span>
          </HeadCell>
        </tr>
      </TableHead>
      {groupByDay(page.rows).map(({ day, rows }) => (
        <TableBody key={day}>
          <tr>
            <th
              scope="rowgroup"
              colSpan={4}
              className="border-b border-line-2 px-4 pt-4 pb-1.5 text-13 font-medium text-ink-2 sm:px-[22px]"
            >
              <time dateTime={day}>{dayHeading(day, page.today, dayWords, locale)}</time>
            </th>
          </tr>
          {rows.map((row) => (
            <TransactionTableRow
              key={row.id}
              row={row}
              href={transactionsHref(search, { openId: row.id }) as Route}
              selected={row.id === search.openId}
            />
          ))}
        </TableBody>
      ))}
    </Table>
  )
}

function TransactionTableRow({
  row,
  href,
  selected,
}: {
  row: TransactionRow
  href: Route
  selected: boolean
}) {
  const t = useTranslations('transactions')
  const locale = useLocale()
  const { categories } = useMessages()
  const category = categoryName(row.category.primary, row.category.detailed, categories)

  return (
    <Row interactive selected={selected} className={row.pending ? 'text-ink-2' : undefined}>
      <Cell className="w-full max-w-0 first:pl-4 max-wide:py-2 sm:first:pl-[22px]">
        <div className="flex items-center gap-3">
          <InitialsTile name={row.title} />
          <div className="min-w-0 flex-1">
            <div className="flex min-w-0 items-center gap-2">
              <Link
                href={href}
                scroll={false}
                prefetch={false}
                className="truncate outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-keel"
              >
                {row.title}
              </Link>
              {row.flagged ? (
                <>
                  <Flag
                    aria-hidden="true"
                    className="size-3 shrink-0 fill-current text-amber"
                    strokeWidth={1.75}
                  />
                  <span className="sr-only">{t('flagged')}</span>
                </>
              ) : null}
              {row.pending ? (
                <PendingPill title={t('pendingHint')} className="shrink-0">
                  <span className="max-sm:sr-only">{t('pendingPill')}</span>
                </PendingPill>
              ) : null}
            </div>
            <p className="truncate text-13 text-ink-2 wide:hidden">
              {category ? <span className="sm:hidden">{category} · </span> : null}
              <AccountLabel account={row.account} />
            </p>
            {row.note ? (
              <p className="flex items-center gap-1.5 text-13 text-ink-2">
                <NotebookPen aria-hidden="true" className="size-3 shrink-0" strokeWidth={1.75} />
                <span className="sr-only">{t('note')}: </span>
                <span className="truncate">{row.note}</span>
              </p>
            ) : null}
            {row.tags.length > 0 ? (
              <ul aria-label={t('tags')} className="flex flex-wrap gap-1 pt-0.5">
                {row.tags.map((tag) => (
                  <li key={tag} className="flex min-w-0">
                    <Pill className="min-w-0">
                      <span className="truncate">{tag}</span>
                    </Pill>
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        </div>
      </Cell>
      <Cell className={cx(CATEGORY, 'max-w-56 truncate pr-6 text-ink-2')}>{category}</Cell>
      <Cell className={cx(ACCOUNT, 'max-w-64 truncate pr-6 text-ink-2')}>
        <AccountLabel account={row.account} />
      </Cell>
      <Cell align="right" className="last:pr-4 max-wide:py-2 max-sm:align-top sm:last:pr-[22px]">
        <Amount parts={formatMoney(row.amount, locale, { sign: 'always' })} quiet={row.pending} />
        {row.wasAmount ? (
          <p className="text-12 text-ink-2">
            {t('was', { amount: wasText(row.wasAmount, row.amount, locale) })}
          </p>
        ) : null}
      </Cell>
    </Row>
  )
}
