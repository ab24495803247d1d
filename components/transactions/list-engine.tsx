'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import type { ListPage } from '@/lib/transactions/list-rows'
import type { ListItem, LoadedPage } from './list-pages'
import type { ListWindow } from './transaction-table'

/** What the list can be asked for besides drawing. */
export interface ListHandle {
  scrollToItem: (index: number) => void
}

interface ListEngineProps {
  handle: RefObject<ListHandle | null>
  table: RefObject<HTMLTableElement | null>
  items: readonly ListItem[]
  pages: readonly LoadedPage[]
  /** The address's query: what the list shows. */
  query: string
  /** Loading the next page failed; nothing more is asked for until somebody tries again. */
  failed: boolean
  onWindow: (shown: ListWindow) => void
  onMore: (page: ListPage, after: string) => void
  onFresh: (page: ListPage, after: string) => void
  onFailed: () => void
}

/** Lines drawn above and below what is seen. */
const OVERSCAN = 14
/** Lines before the end at which the next page is asked for, once somebody scrolls: till then the first is enough. */
const AHEAD = 40

async function load(query: string, after: string, until: string | null): Promise<ListPage> {
  const params = new URLSearchParams(query)
  params.set('after', after)
  if (until) params.set('until', until)
  const response = await fetch(`/api/transactions?${params}`)
  if (!response.ok) throw new Error(String(response.status))
  return response.json()
}

/** Measures which lines of a long list are to be drawn, and has the pages fetched that come into sight. Draws nothing. */
export function ListEngine({
  handle,
  table,
  items,
  pages,
  query,
  failed,
  onWindow,
  onMore,
  onFresh,
  onFailed,
}: ListEngineProps) {
  // The virtualizer is one object that changes within: nothing of it can be memoised.
  'use no memo'

  const [sizes, setSizes] = useState({ top: 0, day: 40, row: 44 })
  const asked = useRef(new Set<string>())
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: (index) => (items[index]?.kind === 'day' ? sizes.day : sizes.row),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: OVERSCAN,
    scrollMargin: sizes.top,
    initialRect: { width: 0, height: window.innerHeight },
    initialOffset: () => window.scrollY,
  })

  useLayoutEffect(() => {
    function measure() {
      const body = table.current?.tBodies[0]
      const row = body?.querySelector<HTMLElement>('[data-list-row]')
      const day = body?.querySelector<HTMLElement>('[data-list-day]')
      if (!body || !row || !day) return
      const next = {
        top: Math.round(body.getBoundingClientRect().top + window.scrollY),
        day: day.getBoundingClientRect().height,
        row: row.getBoundingClientRect().height,
      }
      setSizes((now) => (now.top === next.top && now.day === next.day && now.row === next.row ? now : next))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [table])

  // biome-ignore lint/correctness/useExhaustiveDependencies: other heights make all that was measured void.
  useLayoutEffect(() => virtualizer.measure(), [sizes.day, sizes.row])

  useImperativeHandle(handle, () => ({
    scrollToItem: (index) => virtualizer.scrollToIndex(index, { align: 'center' }),
  }))

  const lines = virtualizer.getVirtualItems()
  const [first, last] = [lines[0], lines.at(-1)]
  const start = first?.index ?? 0
  const end = (last?.index ?? -1) + 1
  const headed = items[start]?.kind === 'row' ? sizes.day : 0
  const before = Math.max(0, (first?.start ?? 0) - sizes.top - headed)
  const after = last ? Math.max(0, virtualizer.getTotalSize() + sizes.top - last.end) : 0

  useLayoutEffect(() => {
    if (end === 0) return
    // Until somebody scrolls all of the first page stays: what is drawn already costs less than taking it away.
    const untouched = pages.length === 1 && !virtualizer.scrollOffset
    onWindow(untouched ? { start: 0, end: items.length, before: 0, after: 0 } : { start, end, before, after })
    if (failed) return
    const ask = (key: string, until: string | null, take: (page: ListPage, after: string) => void) => {
      const name = `${key} ${until ?? ''}`
      if (asked.current.has(name)) return
      asked.current.add(name)
      load(query, key, until)
        .then((page) => take(page, key), onFailed)
        .finally(() => asked.current.delete(name))
    }
    const next = pages.at(-1)?.next ?? null
    const ahead = untouched ? 0 : AHEAD
    if (next !== null && end >= items.length - ahead) ask(next, null, onMore)
    const seen = new Set(items.slice(start, end).flatMap((item) => (item.kind === 'row' ? [item.page] : [])))
    for (const index of seen) {
      const page = pages[index]
      if (page?.stale && page.after !== null) ask(page.after, page.rows.at(-1)?.key ?? null, onFresh)
    }
  })

  return null
}
