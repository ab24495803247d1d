import { useLocale, useTranslations } from 'next-intl'
import { numberFormat } from '@/lib/i18n/formatters'
import type { RatesOverview } from '@/lib/rates/queries'
import { rateDay } from '@/lib/rates/rate-text'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'
import { RemoveImported } from './remove-imported'

/** What files have brought: how many rates of each pair, and of which days. */
export function ImportedRates({ imported }: { imported: RatesOverview['imported'] }) {
  const t = useTranslations('rates.ecb')
  const locale = useLocale()
  if (imported.length === 0) return <p className="mt-5 border-t border-line-2 pt-4 text-ink-2">{t('none')}</p>
  const count = numberFormat(locale)
  return (
    <>
      <Table aria-label={t('table')} className="mt-5">
        <TableHead>
          <Row>
            <HeadCell>{t('pair')}</HeadCell>
            <HeadCell align="right">{t('count')}</HeadCell>
            <HeadCell align="right">{t('from')}</HeadCell>
            <HeadCell align="right">{t('to')}</HeadCell>
          </Row>
        </TableHead>
        <TableBody>
          {imported.map((pair) => (
            <Row key={`${pair.base} ${pair.quote}`}>
              <Cell>
                {pair.base}/{pair.quote}
              </Cell>
              <Cell align="right">{count.format(pair.count)}</Cell>
              <Cell align="right">{rateDay(pair.firstDay, locale)}</Cell>
              <Cell align="right">{rateDay(pair.lastDay, locale)}</Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
      <div className="mt-4">
        <RemoveImported words={{ action: t('remove'), pending: t('removing'), failed: t('removeFailed') }} />
      </div>
    </>
  )
}
