import type { ReactNode } from 'react'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { fillSlot, sayCount } from '@/lib/i18n/client-words'
import { numberFormat } from '@/lib/i18n/formatters'
import type { ImportProblem } from '@/lib/imports/read-csv'
import type { ImportWords } from './import-words'

const SHOWN = 200

interface UnreadRowsProps {
  problems: readonly ImportProblem[]
  locale: string
  words: ImportWords['unread']
  /** By what the person goes on without them. */
  children: ReactNode
}

/** The rows of a file that cannot become transactions, each with its line and the reason. */
export function UnreadRows({ problems, locale, words, children }: UnreadRowsProps) {
  const number = (value: number) => numberFormat(locale).format(value)
  const title = sayCount(words.title, problems.length, locale)
  return (
    <section aria-label={title} className="grid gap-2 rounded-card bg-amber-soft px-4 py-3">
      <h3 className="font-sans text-14 font-semibold tracking-normal">{title}</h3>
      <p className="text-ink-2">{words.body}</p>
      <div className="max-h-80 overflow-y-auto">
        <Table aria-label={words.table}>
          <TableHead>
            <Row>
              <HeadCell>{words.line}</HeadCell>
              <HeadCell>{words.reason}</HeadCell>
              <HeadCell className="max-sm:hidden">{words.text}</HeadCell>
            </Row>
          </TableHead>
          <TableBody>
            {problems.slice(0, SHOWN).map(({ line, reason, cell, text }) => (
              <Row key={line}>
                <Cell className="figures">{line}</Cell>
                <Cell className="wrap-anywhere">{fillSlot(words.reasons[reason], cell)}</Cell>
                <Cell className="text-ink-2 wrap-anywhere max-sm:hidden">{text}</Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      </div>
      {problems.length > SHOWN ? (
        <p className="text-13 text-ink-2">{fillSlot(words.more, number(problems.length - SHOWN))}</p>
      ) : null}
      {children}
    </section>
  )
}
