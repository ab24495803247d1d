import { consolePages } from './console/page'
import type { Context } from './context'
import { hostedPages } from './hosted/hosted-page'
import { bankPages } from './oauth/bank-page'
import { pageIcon } from './page-icon'

/** A page that a browser opens, or a form that it sends, outside of Plaid's API. */
export interface Page {
  methods: readonly ('GET' | 'POST')[]
  /** Its path; the groups are handed over in order. */
  path: RegExp
  answer(context: Context, request: Request, groups: readonly string[]): Promise<Response>
}

/** What browsers ask every server for by themselves, as for an answer of the control plane that is looked at. */
const iconPage: Page = {
  methods: ['GET'],
  path: /^\/favicon\.ico$/,
  answer: async () =>
    new Response(pageIcon, {
      headers: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' },
    }),
}

/** Every page of the emulator. */
const pages: readonly Page[] = [...consolePages, ...bankPages, ...hostedPages, iconPage]

/**
 * Answers with the page at a path; null where there is none. The address of a page can be a secret, so that whatever
 * is asked of one is answered here and goes no further, to be logged or named in an error.
 */
export async function answerPage(context: Context, request: Request, path: string): Promise<Response | null> {
  for (const page of pages) {
    const match = page.path.exec(path)
    if (match === null) continue
    const method = request.method === 'HEAD' ? 'GET' : request.method
    if (page.methods.some((one) => one === method)) return page.answer(context, request, match.slice(1))
    return new Response(null, { status: 405, headers: { allow: page.methods.join(', ') } })
  }
  return null
}
