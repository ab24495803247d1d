'use client'

import type { Route } from 'next'
import { Link } from '../ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'

export interface ChartColumn {
  label: string
  align?: 'left' | 'right'
  /** Its cells are words beside a figure, which may stand below it on a phone. */
  wraps?: boolean
}

export interface ChartRow {
  key: string
  /** The row's head, e.g. the day or the category. */
  head: string
  href?: Route
  /** Stands after the head in the second ink, e.g. "estimated". */
  note?: string | null
  /** One for each column after the first. Finished texts; null where there is none. */
  cells: readonly (string | { text: string; href: Route } | null)[]
}

interface ChartTableProps {
  /** Names it; heard, not seen, because the chart's title stands above. */
  caption: string
  /** The first is the one of the heads. */
  columns: readonly ChartColumn[]
  rows: readonly ChartRow[]
}

const LINK =
  'touch-target rounded-control underline decoration-line underline-offset-4 hover:decoration-ink-3'

/**
 * The figures of a chart, exact, with heads of rows and of columns. What is too long scrolls under its head. The browser
 * makes it when somebody asks for it, from less than the finished table would be.
 */
export function ChartTable({ caption, columns, rows }: ChartTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section aria-label={caption} tabIndex={0} className="max-h-80 overflow-auto sm:max-h-96">
      <Table className="text-12 [&_td]:px-1 [&_th]:px-1 sm:text-13">
        <caption className="sr-only">{caption}</caption>
        <TableHead className="sticky top-0 bg-card">
          <Row>
            {columns.map(({ label, align }, index) => (
              <HeadCell key={label} align={align ?? (index === 0 ? 'left' : 'right')}>
                {label}
              </HeadCell>
            ))}
          </Row>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <Row key={row.key}>
              <th scope="row" className="h-10 py-1 pr-2 font-normal pointer-coarse:h-11">
                {row.href ? (
                  <Link href={row.href} className={LINK}>
                    {row.head}
                  </Link>
                ) : (
                  row.head
                )}
                {row.note ? <span className="ml-2 text-12 text-ink-2">{row.note}</span> : null}
              </th>
              {row.cells.map((cell, index) => {
                const column = columns[index + 1]
                return (
                  <Cell
                    key={column?.label}
                    align={column?.align ?? 'right'}
                    className={column?.wraps ? 'max-sm:whitespace-normal' : ''}
                  >
                    {cell !== null && typeof cell === 'object' ? (
                      <Link href={cell.href} className={LINK}>
                        {cell.text}
                      </Link>
                    ) : (
                      cell
                    )}
                  </Cell>
                )
              })}
            </Row>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}
