import { mayDemo } from '@/lib/auth/demo-access'
import { env } from '@/lib/env'
import { localEmulator } from '@/lib/plaid/emulator'
import { EMULATOR_PREFIX } from '@/lib/plaid/emulator-prefix'

/** What Link's stand-in in a browser needs. The rest of the wire is for this machine, or with the secret. */
const FOR_THE_BROWSER = /^\/(link-stand-in\.js|link-session\/[a-z]+)$/
const NOT_FOUND = { error: 'NOT_FOUND' } as const

/** The emulator, while Plaid is emulated; else there is nothing here. */
async function handle(request: Request): Promise<Response> {
  const settings = env()
  const notFound = () => Response.json(NOT_FOUND, { status: 404 })
  if (settings.plaidEnv !== 'emulator') return notFound()
  const url = new URL(request.url)
  const path = url.pathname.slice(EMULATOR_PREFIX.length)
  const forTheBrowser = FOR_THE_BROWSER.test(path)
  if (!forTheBrowser && !mayDemo(request.headers, settings)) return notFound()
  const emulator = localEmulator(settings)
  if (emulator) return emulator.fetch(request)
  // An emulator that is a process of its own is asked there for everything else.
  if (!forTheBrowser) return notFound()
  const answer = await fetch(`${settings.plaid.baseUrl}${path}`, {
    method: request.method,
    redirect: 'manual',
    ...(request.method === 'POST'
      ? { headers: { 'content-type': 'application/json' }, body: await request.text() }
      : {}),
  })
  return new Response(answer.body, {
    status: answer.status,
    headers: { 'content-type': answer.headers.get('content-type') ?? 'application/json' },
  })
}

export { handle as GET, handle as POST }
