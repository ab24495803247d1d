import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Holding } from '@/lib/investments/portfolio'
import { type InvestmentSearch, investmentsHref, type Sort } from '@/lib/investments/schema'
import { exact } from '@/lib/money/money'
import { cx } from '../ui/cx'
import { Link } from '../ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'
import { useInvestmentWords } from './use-investment-words'

const WIDE = 'max-sm:hidden'
const WIDER = 'max-rail:hidden'

/** What an account holds. On a phone quantity and price stand under the name, the gain under the value. */
export function HoldingsTable({
  label,
  currency,
  holdings,
  search,
}: {
  label: string
  currency: string
  holdings: readonly Holding[]
  search: InvestmentSearch
}) {
  const t = useTranslations('investments')
  return (
    <Table aria-label={label}>
      <TableHead>
        <Row>
          <SortHead sort="name" label={t('holding')} search={search} />
          <HeadCell align="right" className={WIDE}>
            {t('quantity')}
          </HeadCell>
          <HeadCell align="right" className={WIDE}>
            {t('price')}
          </HeadCell>
          <SortHead sort="value" label={t('value')} search={search} align="right">
            <span className="ml-4 sm:hidden">
              <SortLink sort="gain" label={t('gain')} search={search} />
            </span>
          </SortHead>
          <SortHead sort="cost" label={t('cost')} search={search} align="right" className={WIDER} />
          <SortHead sort="gain" label={t('gain')} search={search} align="right" className={WIDE} />
          <SortHead sort="change" label={t('change')} search={search} align="right" className={WIDE} />
        </Row>
      </TableHead>
      <TableBody>
        {holdings.map((holding) => (
          <HoldingRow key={holding.id} holding={holding} currency={currency} />
        ))}
      </TableBody>
    </Table>
  )
}

function HoldingRow({ holding, currency }: { holding: Holding; currency: string }) {
  const { t, text, quantity, day, change } = useInvestmentWords(currency)
  const { name, ticker, kind, price, priceOn } = holding
  const amounts = { quantity: quantity(holding.quantity), price: text(price) }
  const isCash = kind === 'cash'
  return (
    <Row>
      <th scope="row" className="py-2 pr-2 font-normal">
        <span className="block leading-snug">{name}</span>
        <span className="block text-12 text-ink-2">
          {[ticker, t(`kind.${kind}`)].filter(Boolean).join(' · ')}
        </span>
        {isCash ? null : (
          <span className="figures block text-12 text-ink-2 sm:hidden">
            {priceOn ? t('timesOn', { ...amounts, day: day(priceOn) }) : t('times', amounts)}
          </span>
        )}
      </th>
      <Cell align="right" className={WIDE}>
        {isCash ? null : amounts.quantity}
      </Cell>
      <Cell align="right" className={WIDE}>
        {isCash ? null : (
          <>
            <span className="block leading-snug">{amounts.price}</span>
            {priceOn ? (
              <span className="block text-12 text-ink-2">{t('priceOn', { day: day(priceOn) })}</span>
            ) : null}
          </>
        )}
      </Cell>
      <Cell align="right">
        {text(holding.value)}
        {holding.gain === null ? null : (
          <span className="block text-12 text-ink-2 sm:hidden">
            <span className={isGain(holding.gain) ? 'text-in' : ''}>
              {text(holding.gain, { sign: 'always' })}
            </span>
            {holding.change === null ? null : ` · ${change(holding.change)}`}
          </span>
        )}
      </Cell>
      <Cell align="right" className={cx(WIDER, 'text-ink-2')}>
        {holding.cost === null ? t('costUnknown') : text(holding.cost)}
      </Cell>
      <Cell align="right" className={cx(WIDE, isGain(holding.gain) && 'text-in')}>
        {holding.gain === null ? (
          <span className="text-ink-2">{t('costUnknown')}</span>
        ) : (
          text(holding.gain, { sign: 'always' })
        )}
      </Cell>
      <Cell align="right" className={cx(WIDE, 'text-ink-2')}>
        {holding.change === null ? null : change(holding.change)}
      </Cell>
    </Row>
  )
}

const isGain = (gain: string | null) => gain !== null && exact(gain).greaterThan(0)

/** A head that sorts by its column; pressed again the other way round. */
function SortHead({
  sort,
  label,
  search,
  align = 'left',
  className,
  children,
}: SortProps & {
  align?: 'left' | 'right'
  className?: string
  children?: ReactNode
}) {
  const falls = isFalling(sort, search)
  return (
    <HeadCell
      align={align}
      className={className}
      aria-sort={search.sort === sort ? (falls ? 'descending' : 'ascending') : undefined}
    >
      <SortLink sort={sort} label={label} search={search} />
      {children}
    </HeadCell>
  )
}

interface SortProps {
  sort: Sort
  label: string
  search: InvestmentSearch
}

const isFalling = (sort: Sort, search: InvestmentSearch) => (sort === 'name') === search.turned

function SortLink({ sort, label, search }: SortProps) {
  const t = useTranslations('investments')
  const current = search.sort === sort
  return (
    <Link
      href={investmentsHref(search, { sort, turned: current && !search.turned })}
      scroll={false}
      replace
      aria-label={t('sortBy', { column: label })}
      className={cx(
        'touch-target rounded-control hover:text-ink',
        current && 'font-semibold text-ink underline decoration-line underline-offset-4',
      )}
    >
      {label}
      {current ? <span aria-hidden="true">{isFalling(sort, search) ? ' ↓' : ' ↑'}</span> : null}
    </Link>
  )
}
