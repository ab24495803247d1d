import { timingSafeEqual } from 'node:crypto'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import type { LogEntry } from './context'
import { createEmulator, type Emulator } from './emulator'
import { hashToken } from './ids'
import { serve } from './node-http'
import { fileStore } from './store'

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data/plaid-emulator'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be a URL, such as https://emulator.example' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  STRICT: z.enum(['0', '1', ''], { error: 'must be 1 or 0' }).default('0'),
  EMULATOR_CONTROL_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
})

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']
const loopbackAddresses = ['127.0.0.1', '::1', '::ffff:127.0.0.1']

function isLoopbackUrl(text: string): boolean {
  try {
    return loopbackNames.includes(new URL(text).hostname)
  } catch {
    return false
  }
}

/** What proxies say of the caller whose request they pass on: it comes from this machine, and its caller does not. */
const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

/** Was this sent by a page other than the emulator's own? A browser says so; a program does not. */
function isOfForeignPage({ headers }: Request, host: string): boolean {
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  return (
    (site !== null && site !== 'same-origin' && site !== 'none') ||
    (origin !== null && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
  )
}

/**
 * May this request drive the emulator? With a secret: whoever bears it. Without: only this machine, and no page that a
 * browser on it has open but the emulator's own, be it from elsewhere, from another port here, or from a name that was
 * bent to point here. Nor what a proxy on this machine passes on for somebody else.
 */
export function mayControl(request: Request, remoteAddress: string, secret: string | undefined): boolean {
  if (secret !== undefined) {
    const [scheme, token] = (request.headers.get('authorization') ?? '').split(' ')
    const given = Buffer.from(hashToken(token ?? ''))
    return scheme?.toLowerCase() === 'bearer' && timingSafeEqual(given, Buffer.from(hashToken(secret)))
  }
  const host = request.headers.get('host') ?? ''
  return (
    loopbackAddresses.includes(remoteAddress) &&
    isLoopbackUrl(`http://${host}`) &&
    !isOfForeignPage(request, host) &&
    !forwardingHeaders.some((name) => request.headers.has(name))
  )
}

/**
 * Can anybody drive an emulator at all? Where it is reached by a name that is not this machine's, a proxy stands before
 * it, and not every one says so: then only a secret tells who asks.
 */
function isControllable(secret: string | undefined, publicUrl: string | undefined): boolean {
  return secret !== undefined || publicUrl === undefined || isLoopbackUrl(publicUrl)
}

/** The address of a port for a browser on this machine. */
function urlOf(host: string, port: number): string {
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const name = isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

/**
 * Starts an emulator of its own over a folder of state. Fails when the port is in use, and when the folder holds the
 * state of something else.
 */
export async function startServer(options: {
  port: number
  host: string
  dataDir: string
  controlSecret?: string | undefined
  /** Where a browser reaches it; the port on this machine by default. */
  publicUrl?: string | undefined
  strict?: boolean
  log?: (entry: LogEntry) => void
}): Promise<{ server: Server; emulator: Emulator; port: number; url: string }> {
  const { host, dataDir, controlSecret, log = () => undefined } = options
  const store = fileStore(join(dataDir, 'state.json'))
  await store.list('')
  const allowed = new WeakSet<Request>()
  let answer: Emulator['fetch'] | undefined
  const isOpenToControl = isControllable(controlSecret, options.publicUrl)
  const server = serve(async (request, remoteAddress) => {
    if (isOpenToControl && mayControl(request, remoteAddress, controlSecret)) allowed.add(request)
    return answer?.(request) ?? new Response(null, { status: 503 })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, host, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port
  const url = options.publicUrl ?? urlOf(host, port)
  const emulator = createEmulator({
    store,
    authorizeControl: (request) => allowed.has(request),
    publicUrl: url,
    strict: options.strict ?? false,
    log,
  })
  answer = emulator.fetch
  // Takes up what an earlier process has left to be sent.
  await emulator.now()
  return { server, emulator, port, url }
}

/** How long those who are being answered may take when the server stops. */
const farewellMs = 1000

/** Stops a server: no more calls, an end to those under way, and all that is to be sent later kept. */
export async function stopServer({
  server,
  emulator,
}: {
  server: Server
  emulator: Emulator
}): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  const timer = setTimeout(() => server.closeAllConnections(), farewellMs)
  server.closeIdleConnections()
  await emulator.close()
  await closed
  clearTimeout(timer)
}

async function main(): Promise<void> {
  const parsed = environment.safeParse(process.env)
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues)
      process.stderr.write(`${path.join('.')} ${message}\n`)
    process.exitCode = 1
    return
  }
  const { PORT, HOST, DATA_DIR, EMULATOR_CONTROL_SECRET, PUBLIC_URL, STRICT } = parsed.data
  try {
    const running = await startServer({
      port: PORT,
      host: HOST,
      dataDir: DATA_DIR,
      controlSecret: EMULATOR_CONTROL_SECRET,
      publicUrl: PUBLIC_URL,
      strict: STRICT === '1',
      log: ({ level, event, ...rest }) => {
        process.stdout.write(`${level} ${event} ${JSON.stringify(rest)}\n`)
      },
    })
    const { port, url } = running
    process.stdout.write(
      [
        `The Plaid emulator listens on ${urlOf(HOST, port)} and keeps its state in ${DATA_DIR}.`,
        isControllable(EMULATOR_CONTROL_SECRET, PUBLIC_URL)
          ? `What its banks do is shown and driven at ${url}/emulator`
          : 'Nobody can drive it: at a PUBLIC_URL that is not this machine, that takes an EMULATOR_CONTROL_SECRET.',
        ...(STRICT === '1' ? ["It is as strict as Plaid's Sandbox: rate limits hold, and logins end."] : []),
        '',
      ].join('\n'),
    )
    const stop = () => {
      void stopServer(running)
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    process.stderr.write(
      isTaken
        ? `Port ${PORT} is in use. Choose another one with PORT.\n`
        : `The emulator could not start: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    process.exitCode = 1
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) void main()
