import type { Route } from 'next'
import type { Ref } from 'react'
import { cx } from '@/components/ui/cx'
import type { ListRow as Row } from '@/lib/transactions/list-rows'
import { ListCheckbox } from './list-checkbox'
import type { ListItem } from './list-pages'
import { ListRow } from './list-row'
import type { ListWords } from './list-words'

/** The lines that are drawn, and the height of those above and below that are not. */
export interface ListWindow {
  start: number
  end: number
  before: number
  after: number
}

interface TransactionTableProps {
  ref: Ref<HTMLTableElement>
  items: readonly ListItem[]
  shown: ListWindow
  selected: ReadonlySet<string>
  all: boolean
  openId: string | null
  ready: boolean
  words: ListWords
  hrefOf: (row: Row) => Route
  onCheck: (row: Row, range: boolean) => void
  onCheckAll: (checked: boolean) => void
}

const HEAD = 'h-9 border-b border-line px-2 text-13 font-normal text-ink-2'
const COLUMNS = 5

/** The rows, newest first, under their days. Narrower pages show fewer columns of two lines, still one table. */
export function TransactionTable({
  ref,
  items,
  shown,
  selected,
  all,
  openId,
  ready,
  words,
  hrefOf,
  onCheck,
  onCheckAll,
}: TransactionTableProps) {
  const drawn = items.slice(shown.start, shown.end)
  const heading = drawn[0]?.kind === 'row' ? headingBefore(items, shown.start) : null
  const every =
    all ||
    (selected.size > 0 && items.every((item) => item.kind === 'day' || selected.has(item.row.transactionId)))
  return (
    <table ref={ref} aria-label={words.table} className="w-full table-fixed border-collapse text-left">
      <colgroup>
        <col className="w-11 sm:w-12" />
        <col />
        <col className="w-0 sm:w-[24%]" />
        <col className="w-0 wide:w-[22%]" />
        <col className="w-32 sm:w-44" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className={cx(HEAD, 'pl-4 sm:pl-[22px]')}>
            <ListCheckbox
              label={words.selectLoaded}
              checked={every}
              indeterminate={!every && selected.size > 0}
              disabled={!ready}
              onCheck={() => onCheckAll(!every)}
            />
          </th>
          <th scope="col" className={HEAD}>
            {words.merchant}
          </th>
          <th scope="col" className={cx(HEAD, 'max-sm:px-0')}>
            <span className="max-sm:sr-only">{words.category}</span>
          </th>
          <th scope="col" className={cx(HEAD, 'max-wide:px-0')}>
            <span className="max-wide:sr-only">{words.account}</span>
          </th>
          <th scope="col" className={cx(HEAD, 'pr-4 text-right sm:pr-[22px]')}>
            {words.amount}
          </th>
        </tr>
      </thead>
      <tbody data-list-body>
        {shown.before > 0 ? <Space height={shown.before} /> : null}
        {heading ? <Day item={heading} /> : null}
        {drawn.map((item) =>
          item.kind === 'day' ? (
            <Day key={item.key} item={item} />
          ) : (
            <ListRow
              key={item.key}
              row={item.row}
              href={hrefOf(item.row)}
              open={item.row.transactionId === openId}
              checked={all || selected.has(item.row.transactionId)}
              ready={ready}
              words={words}
              onCheck={onCheck}
            />
          ),
        )}
        {shown.after > 0 ? <Space height={shown.after} /> : null}
      </tbody>
    </table>
  )
}

/** The heading that rows stand under whose day began above what is drawn. */
function headingBefore(items: readonly ListItem[], start: number) {
  for (let index = start; index >= 0; index--) {
    const item = items[index]
    if (item?.kind === 'day') return item
  }
  return null
}

/** Its cell stays in sight while its rows pass by. */
function Day({ item }: { item: Extract<ListItem, { kind: 'day' }> }) {
  return (
    <tr data-list-day>
      <th
        scope="rowgroup"
        colSpan={COLUMNS}
        className="sticky top-0 z-2 h-10 bg-card px-4 pt-2.5 text-13 font-medium text-ink-2 shadow-[inset_0_-1px_var(--color-line-2)] sm:px-[22px]"
      >
        <time dateTime={item.day}>{item.heading}</time>
      </th>
    </tr>
  )
}

/** In the place of lines that are not drawn. */
function Space({ height }: { height: number }) {
  return <tr style={{ height }} />
}
