import { z } from 'zod'

const LONGEST = 100

const search = z.object({ q: z.string().trim().max(LONGEST).catch('') })

/** What the address asks for: the text that is looked up, or '' for everything. */
export function readCodeSearch(params: Readonly<Record<string, string | string[] | undefined>>): {
  text: string
} {
  return { text: search.parse(params).q }
}
