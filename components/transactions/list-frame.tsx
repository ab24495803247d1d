'use client'

import type { Route } from 'next'
import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { type KeyboardEvent, useDeferredValue, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import { useHydrated } from '@/components/ui/use-hydrated'
import { sayCount } from '@/lib/i18n/client-words'
import type { ListPage, ListRow } from '@/lib/transactions/list-rows'
import type { BulkQuestion } from './bulk-bar'
import { useBulkChanges } from './bulk-changes'
import type { BulkEdit } from './bulk-run'
import type { BulkWords } from './bulk-words'
import type { ListHandle } from './list-engine'
import { type ListKeyWords, useListKeys } from './list-keys'
import { placeToReturnTo, rememberPlace } from './list-memory'
import { ListPager } from './list-pager'
import { itemsOf, type LoadedPage, renewed, replaced } from './list-pages'
import { NOTHING_SELECTED, pressed, rangeBetween, type Selection } from './list-selection'
import type { ListWords } from './list-words'
import { rememberListed } from './opened-glance'
import { prepareOpened } from './opened-later'
import { TransactionSurface } from './transaction-surface'
import { TransactionTable } from './transaction-table'

// What only a living page can do comes after it was painted.
const ListEngine = dynamic(() => import('./list-engine').then((loaded) => loaded.ListEngine), { ssr: false })
const BulkBar = dynamic(() => import('./bulk-bar').then((loaded) => loaded.BulkBar), { ssr: false })

interface ListFrameProps {
  first: ListPage
  /** The key after which the first page begins; null for the newest. */
  after: string | null
  /** The address's query, without a place in the list: what the list shows. */
  query: string
  /** Rows that the filter finds. */
  total: number
  /** Every row of the filter waits to be looked at: what marks them all says. */
  review: { lead: string; all: string } | null
  locale: string
  words: ListWords
  bulkWords: BulkWords
  keyWords: ListKeyWords
}

const everything = (count: number) => ({ start: 0, end: count, before: 0, after: 0 })
const address = (query: string) => (query === '' ? '/transactions' : (`/transactions?${query}` as Route))

/** The list as it is worked with: pages that follow as one scrolls, ticks, keys, and changes of many. */
export function ListFrame({
  first,
  after,
  query,
  total,
  review,
  locale,
  words,
  bulkWords,
  keyWords,
}: ListFrameProps) {
  const ready = useHydrated()
  // What is opened comes before its row is lit.
  const openId = useDeferredValue(useSearchParams().get('open'))
  const table = useRef<HTMLTableElement>(null)
  const engine = useRef<ListHandle>(null)
  const anchor = useRef<string | null>(null)
  const cursor = useRef<string | null>(null)
  const [returned] = useState(() => (after === null ? placeToReturnTo(query) : null))
  const [seen, setSeen] = useState(first)
  const [pages, setPages] = useState(() => {
    const newest: LoadedPage = { ...first, after, stale: false }
    return returned ? renewed(returned.pages, newest) : [newest]
  })
  const [failed, setFailed] = useState(false)
  const [shown, setShown] = useState<ReturnType<typeof everything> | null>(null)
  const [selection, setSelection] = useState<Selection>(NOTHING_SELECTED)
  const [asking, setAsking] = useState<BulkQuestion | null>(null)
  const changes = useBulkChanges(bulkWords, locale)

  if (first !== seen) {
    setSeen(first)
    setPages(renewed(pages, { ...first, after, stale: false }))
  }

  const latest = useRef(pages)
  useLayoutEffect(() => {
    latest.current = pages
  })
  useLayoutEffect(() => {
    if (returned) window.scrollTo(0, returned.top)
    return () => rememberPlace(query, { pages: latest.current, top: window.scrollY })
  }, [returned, query])

  const items = itemsOf(pages)
  const rows = items.flatMap((item) => (item.kind === 'row' ? [item.row] : []))
  const { ids, all } = selection
  const count = all ? total : ids.size
  const next = pages.at(-1)?.next ?? null
  const openBase = (key: string | null) => {
    const params = new URLSearchParams(query)
    if (key !== null) params.set('after', key)
    return params
  }
  const base = openBase(after).toString()
  const hrefOf = ({ transactionId }: ListRow) =>
    address(`${base === '' ? '' : `${base}&`}open=${transactionId}`)

  useLayoutEffect(() => {
    rememberListed({ rows, hrefOf })
    return () => rememberListed(null)
  })

  function check(row: ListRow, range: boolean) {
    cursor.current = row.key
    setSelection(pressed(selection, row, range ? rangeBetween(rows, anchor.current, row.key) : [row], rows))
    anchor.current = row.key
  }

  async function change(edit: BulkEdit, some: readonly string[] | null = null) {
    const target = some ? { ids: some } : all ? { query } : { ids: [...ids] }
    if (await changes.change(target, edit)) setSelection(NOTHING_SELECTED)
  }

  function focusRow(index: number) {
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))]
    if (!row) return
    cursor.current = row.key
    const focus = () => {
      const link = document.getElementById(`row-${row.key}`)
      link?.focus({ preventScroll: true })
      link?.scrollIntoView({ block: 'nearest' })
      return link !== null
    }
    if (focus()) return
    engine.current?.scrollToItem(items.findIndex(({ key }) => key === row.key))
    requestAnimationFrame(() => requestAnimationFrame(focus))
  }

  /** What keys act on: what is ticked, else the row where the keyboard is. */
  function concerned(): ListRow[] {
    if (all) return rows
    if (ids.size > 0) return rows.filter(({ transactionId }) => ids.has(transactionId))
    return rows.filter(({ key }) => key === cursor.current)
  }

  useListKeys(keyWords, {
    step: (by) => focusRow(rows.findIndex(({ key }) => key === cursor.current) + by),
    open: () => document.getElementById(`row-${cursor.current}`)?.click(),
    select: (range) => {
      const row = rows.find(({ key }) => key === cursor.current)
      if (row) check(row, range)
    },
    ask: (question) => {
      const [row] = concerned()
      if (!row) return
      if (!all && ids.size === 0) setSelection({ ids: new Set([row.transactionId]), all: false })
      setAsking(question)
    },
    turn: (what) => {
      const some = concerned()
      if (some.length === 0) return
      const edit = {
        reviewed: { reviewed: !some.every((row) => row.reviewed) },
        excluded: { excluded: !some.every((row) => row.aside === 'excluded') },
        flagged: { flagged: !some.every((row) => row.flagged) },
      }[what]
      void change(edit, all ? null : [...new Set(some.map(({ transactionId }) => transactionId))])
    },
    undo: () => void changes.undo(),
    clear: () => setSelection(NOTHING_SELECTED),
  })

  // Space would scroll the page, and the keys of the page leave it to links.
  function pressInTable(event: KeyboardEvent) {
    const key = event.target instanceof HTMLElement ? event.target.dataset.rowLink : undefined
    const row = event.key === ' ' && key !== undefined ? rows.find((one) => one.key === key) : undefined
    if (!row) return
    event.preventDefault()
    check(row, event.shiftKey)
  }

  return (
    <>
      {review ? (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-ink-2">{review.lead}</p>
          <Button
            variant="secondary"
            disabled={!ready || changes.progress !== null}
            onClick={() => void changes.change({ query }, { reviewed: true })}
          >
            {review.all}
          </Button>
        </div>
      ) : null}
      <TransactionSurface>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the links within. */}
        <div
          onKeyDown={pressInTable}
          onPointerEnter={prepareOpened}
          onFocus={({ target }) => {
            prepareOpened()
            if (target.dataset.rowLink) cursor.current = target.dataset.rowLink
          }}
        >
          <TransactionTable
            ref={table}
            items={items}
            shown={shown ?? everything(items.length)}
            selected={ids}
            all={all}
            openId={openId}
            ready={ready}
            words={words}
            hrefOf={hrefOf}
            onCheck={check}
            onCheckAll={(on) =>
              setSelection(
                on
                  ? { ids: new Set(rows.map(({ transactionId }) => transactionId)), all: false }
                  : NOTHING_SELECTED,
              )
            }
          />
        </div>
      </TransactionSurface>
      {shown && next !== null ? (
        <div className="grid min-h-11 place-items-center text-13 text-ink-2">
          {failed ? (
            <p role="alert" className="flex flex-wrap items-center justify-center gap-3">
              {words.loadFailed}
              <Button size="small" variant="secondary" onClick={() => setFailed(false)}>
                {words.retry}
              </Button>
            </p>
          ) : (
            <p className="flex items-center gap-2">
              <Spinner />
              {words.loadingMore}
            </p>
          )}
        </div>
      ) : null}
      {shown && after === null ? null : (
        <ListPager
          words={words}
          newest={after === null ? null : address(query)}
          older={shown || next === null ? null : address(openBase(next).toString())}
        />
      )}
      <p role="status" className="sr-only">
        {count > 0 ? sayCount(bulkWords.selected, count, locale) : ''}
      </p>
      <ListEngine
        handle={engine}
        table={table}
        items={items}
        pages={pages}
        query={query}
        failed={failed}
        onWindow={(wanted) =>
          setShown((now) =>
            now &&
            now.start === wanted.start &&
            now.end === wanted.end &&
            now.before === wanted.before &&
            now.after === wanted.after
              ? now
              : wanted,
          )
        }
        onMore={(page, key) =>
          setPages((now) =>
            now.at(-1)?.next === key ? [...now, { ...page, after: key, stale: false }] : now,
          )
        }
        onFresh={(page, key) => setPages((now) => replaced(now, key, page))}
        onFailed={() => setFailed(true)}
      />
      {count > 0 || changes.progress ? (
        <>
          <div aria-hidden="true" className="h-20" />
          <BulkBar
            count={count}
            total={all ? null : total}
            progress={changes.progress}
            asking={asking}
            query={query}
            locale={locale}
            words={bulkWords}
            onAsk={setAsking}
            onChange={(edit) => void change(edit)}
            onSelectAll={() => setSelection({ ids, all: true })}
            onClear={() => setSelection(NOTHING_SELECTED)}
          />
        </>
      ) : null}
    </>
  )
}
