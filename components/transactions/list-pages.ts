import type { ListPage, ListRow } from '@/lib/transactions/list-rows'

/** Some rows of the list that were loaded together. */
export interface LoadedPage extends ListPage {
  /** The key that it begins after; null for the newest. */
  after: string | null
  /** Something may have changed since it was loaded: to be loaded again once it is looked at. */
  stale: boolean
}

/** A line of the list: the heading of a day, or a row. */
export type ListItem =
  | { kind: 'day'; key: string; day: string; heading: string }
  | { kind: 'row'; key: string; row: ListRow; page: number }

/** The lines of loaded pages, each day with its heading once. */
export function itemsOf(pages: readonly LoadedPage[]): ListItem[] {
  const items: ListItem[] = []
  let day: string | null = null
  for (const [page, { rows }] of pages.entries())
    for (const row of rows) {
      if (row.day !== day) items.push({ kind: 'day', key: row.day, day: row.day, heading: row.heading })
      day = row.day
      items.push({ kind: 'row', key: row.key, row, page })
    }
  return items
}

/** What is loaded, once the first page came anew: the others may hold something old, and follow where it now ends. */
export function renewed(pages: readonly LoadedPage[], first: LoadedPage): LoadedPage[] {
  if (first.next === null) return [first]
  return [
    first,
    ...pages
      .slice(1)
      .map((page, index) => ({ ...page, after: index === 0 ? first.next : page.after, stale: true })),
  ]
}

/** What is loaded, with a page loaded again that reached until where it ended before. */
export function replaced(pages: readonly LoadedPage[], after: string | null, fresh: ListPage): LoadedPage[] {
  const at = pages.findIndex((page) => page.after === after)
  const old = pages[at]
  if (at < 1 || !old) return [...pages]
  const last = at === pages.length - 1
  const whole: LoadedPage = {
    ...fresh,
    after,
    stale: false,
    next: last ? (fresh.next ?? old.next) : old.next,
  }
  if (fresh.next !== null && !last) {
    // More came between than one answer holds: what follows is loaded again when it is reached.
    return [...pages.slice(0, at), { ...fresh, after, stale: false }]
  }
  return [...pages.slice(0, at), whole, ...pages.slice(at + 1)]
}
