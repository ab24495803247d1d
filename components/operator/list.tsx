import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'
import { Nothing, Section, Wide } from './section'

interface Column<Entry> {
  key: string
  head: ReactNode
  /** Figures, moments and buttons stand on the right. */
  align?: 'left' | 'right'
  /** Of its cells, not of its head. */
  className?: string
  cell: (entry: Entry) => ReactNode
}

interface ListProps<Entry> {
  /** The id of the heading that names the table. */
  labelledBy: string
  rows: readonly Entry[]
  keyOf: (entry: Entry) => string
  columns: readonly Column<Entry>[]
  /** Said in place of the table when there are no rows; a list that always has some needs none. */
  none?: string
  /** Whether there are more than are shown. */
  hasMore?: boolean
}

/** Rows of one kind as a table, or a sentence that there are none. */
export function List<Entry>({ labelledBy, rows, keyOf, columns, none, hasMore = false }: ListProps<Entry>) {
  const t = useTranslations('operator')
  if (rows.length === 0 && none !== undefined) return <Nothing>{none}</Nothing>
  return (
    <>
      <Wide labelledBy={labelledBy}>
        <Table aria-labelledby={labelledBy}>
          <TableHead>
            <tr>
              {columns.map(({ key, head, align }) => (
                <HeadCell key={key} align={align}>
                  {head}
                </HeadCell>
              ))}
            </tr>
          </TableHead>
          <TableBody>
            {rows.map((entry) => (
              <Row key={keyOf(entry)}>
                {columns.map(({ key, align, className, cell }) => (
                  <Cell key={key} align={align} className={className}>
                    {cell(entry)}
                  </Cell>
                ))}
              </Row>
            ))}
          </TableBody>
        </Table>
      </Wide>
      {hasMore ? <p className="mt-2 text-13 text-ink-2">{t('more', { count: rows.length })}</p> : null}
    </>
  )
}

interface ListSectionProps<Entry> extends Omit<ListProps<Entry>, 'labelledBy'> {
  id: string
  title: string
  description?: string
  /** Stands above the list. */
  children?: ReactNode
}

/** A side of the installation that is one list. */
export function ListSection<Entry>({ id, title, description, children, ...list }: ListSectionProps<Entry>) {
  return (
    <Section id={id} title={title} description={description}>
      {children}
      <List labelledBy={id} {...list} />
    </Section>
  )
}
