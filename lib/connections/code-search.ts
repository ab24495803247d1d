import type { Route } from 'next'
import { z } from 'zod'
import { tableCode } from '@/lib/bank/meanings'

const LONGEST = 100

const search = z.object({ q: z.string().trim().max(LONGEST).catch('') })

/** What the address asks for: the text that is looked up, or '' for everything. */
export function readCodeSearch(params: Readonly<Record<string, string | string[] | undefined>>): {
  text: string
} {
  return { text: search.parse(params).q }
}

/** Where a code is explained. */
export function codeHref(code: string): Route {
  return `/connections/codes#${encodeURIComponent(tableCode(code) ?? code)}` as Route
}
