import { consolePages } from './console/page'
import type { Context } from './context'
import { hostedPages } from './hosted/hosted-page'
import { bankPages } from './oauth/bank-page'

/** A page that a browser opens, or a form that it sends, outside of Plaid's API. */
export interface Page {
  methods: readonly ('GET' | 'POST')[]
  /** Its path; the groups are handed over in order. */
  path: RegExp
  /** Only for who may control the emulator; for everybody else there is nothing there. */
  isControl: boolean
  answer(context: Context, request: Request, groups: readonly string[]): Promise<Response>
}

/** Every page of the emulator. */
export const pages: readonly Page[] = [...consolePages, ...bankPages, ...hostedPages]

/** The page at a path and what its path says, or null. */
export function findPage(method: string, path: string): { page: Page; groups: string[] } | null {
  for (const page of pages) {
    const match = page.methods.some((one) => one === method) ? page.path.exec(path) : null
    if (match !== null) return { page, groups: match.slice(1) }
  }
  return null
}
