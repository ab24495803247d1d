import { after } from 'next/server'
import { mayDemo } from '@/lib/auth/demo-access'
import { catchUpWithTime } from '@/lib/demo/time'
import { env } from '@/lib/env'
import { EMULATOR_PREFIX } from '@/lib/plaid/emulator-prefix'
import { runtime } from '@/lib/runtime'

/**
 * What a browser needs at a bank: Link's stand-in, the pages of banks that sign in on their own site, and hosted
 * Link. The rest of the wire, and the console, are for this machine or with the secret.
 */
const FOR_THE_BROWSER = /^\/(link-stand-in\.js|link-session\/[a-z-]+|oauth\/[^/]+|hosted\/[^/]+|hosted\.js)$/
const NOT_FOUND = { error: 'NOT_FOUND' } as const
/** What of an answer reaches the browser, from an emulator that is a process of its own. */
const PASSED_ON = [
  'cache-control',
  'content-security-policy',
  'content-type',
  'location',
  'referrer-policy',
  'x-content-type-options',
  'x-frame-options',
]

/** The emulator, while Plaid is emulated; else there is nothing here. */
async function handle(request: Request): Promise<Response> {
  const settings = env()
  const notFound = () => Response.json(NOT_FOUND, { status: 404 })
  if (settings.plaidEnv !== 'emulator') return notFound()
  const url = new URL(request.url)
  const path = url.pathname.slice(EMULATOR_PREFIX.length)
  const forTheBrowser = FOR_THE_BROWSER.test(path)
  if (!forTheBrowser && !mayDemo(request.headers, settings)) return notFound()
  const { emulator } = await runtime()
  if (emulator) {
    const answer = await emulator.fetch(request)
    // A function that sleeps once it has answered would not send the webhooks that this brought about.
    after(path === '/emulator/clock/advance' ? catchUpWithTime : () => emulator.idle())
    return answer
  }
  // An emulator that is a process of its own is asked there for everything else.
  if (!forTheBrowser) return notFound()
  const answer = await fetch(`${settings.plaid.baseUrl}${path}${url.search}`, {
    method: request.method,
    redirect: 'manual',
    ...(request.method === 'POST'
      ? {
          headers: { 'content-type': request.headers.get('content-type') ?? 'application/json' },
          body: await request.text(),
        }
      : {}),
  })
  const headers = new Headers()
  for (const name of PASSED_ON) {
    const value = answer.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  return new Response(answer.body, { status: answer.status, headers })
}

export { handle as DELETE, handle as GET, handle as POST }
