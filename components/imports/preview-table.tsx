import { Amount } from '@/components/ui/amount'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { toUtcMidnight } from '@/lib/calendar/calendar-date'
import { sayCount } from '@/lib/i18n/client-words'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import type { ImportRow } from '@/lib/imports/read-csv'
import { formatMoney } from '@/lib/money/format'
import type { ImportWords } from './import-words'

const SHOWN = 20

interface PreviewTableProps {
  rows: readonly ImportRow[]
  currency: string
  locale: string
  words: ImportWords['preview']
}

/** The first rows of a file as the transactions that they would become. */
export function PreviewTable({ rows, currency, locale, words }: PreviewTableProps) {
  const days = dateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  return (
    <section aria-label={words.title} className="grid gap-2">
      <h3 className="text-17">{words.title}</h3>
      <p role="status" className="text-ink-2">
        {rows.length === 0 ? words.none : sayCount(words.count, rows.length, locale)}
      </p>
      {rows.length > 0 ? (
        <Table aria-label={words.table}>
          <TableHead>
            <Row>
              <HeadCell className="max-sm:hidden">{words.line}</HeadCell>
              <HeadCell>{words.day}</HeadCell>
              <HeadCell>{words.description}</HeadCell>
              <HeadCell className="max-sm:hidden">{words.category}</HeadCell>
              <HeadCell align="right">{words.amount}</HeadCell>
            </Row>
          </TableHead>
          <TableBody>
            {rows.slice(0, SHOWN).map((row) => (
              <Row key={row.line}>
                <Cell className="figures text-ink-2 max-sm:hidden">{row.line}</Cell>
                <Cell className="figures whitespace-nowrap text-ink-2">
                  {days.format(toUtcMidnight(row.day))}
                </Cell>
                <Cell className="w-full max-w-0">
                  <span className="block truncate">{row.description}</span>
                  {row.note ? <span className="block truncate text-13 text-ink-2">{row.note}</span> : null}
                </Cell>
                <Cell className="text-ink-2 max-sm:hidden">{row.category}</Cell>
                <Cell align="right">
                  <Amount parts={formatMoney({ amount: row.amount, currency }, locale, { sign: 'always' })} />
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      ) : null}
    </section>
  )
}
