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

/**
 * May this request drive the emulator? With a secret: whoever bears it. Without: only this machine, and no page from
 * elsewhere that a browser on it has open, nor one whose name was bent to point here.
 */
export function mayControl(request: Request, remoteAddress: string, secret: string | undefined): boolean {
  if (secret !== undefined) {
    const [scheme, token] = (request.headers.get('authorization') ?? '').split(' ')
    const given = Buffer.from(hashToken(token ?? ''))
    return scheme?.toLowerCase() === 'bearer' && timingSafeEqual(given, Buffer.from(hashToken(secret)))
  }
  const origin = request.headers.get('origin')
  return (
    loopbackAddresses.includes(remoteAddress) &&
    isLoopbackUrl(`http://${request.headers.get('host') ?? ''}`) &&
    (origin === null || isLoopbackUrl(origin))
  )
}

/** Starts an emulator of its own over a folder of state. */
export async function startServer(options: {
  port: number
  host: string
  dataDir: string
  controlSecret?: string | undefined
  log?: (entry: LogEntry) => void
}): Promise<{ server: Server; emulator: Emulator; port: number }> {
  const { host, dataDir, controlSecret, log = () => undefined } = options
  const allowed = new WeakSet<Request>()
  const emulator = createEmulator({
    store: fileStore(join(dataDir, 'state.json')),
    authorizeControl: (request) => allowed.has(request),
    log,
  })
  const server = serve((request, remoteAddress) => {
    if (mayControl(request, remoteAddress, controlSecret)) allowed.add(request)
    return emulator.fetch(request)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, host, resolve)
  })
  const address = server.address()
  return {
    server,
    emulator,
    port: typeof address === 'object' && address !== null ? address.port : options.port,
  }
}

async function main(): Promise<void> {
  const parsed = environment.safeParse(process.env)
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues)
      process.stderr.write(`${path.join('.')} ${message}\n`)
    process.exitCode = 1
    return
  }
  const { PORT, HOST, DATA_DIR, EMULATOR_CONTROL_SECRET } = parsed.data
  try {
    const { server, emulator, port } = await startServer({
      port: PORT,
      host: HOST,
      dataDir: DATA_DIR,
      controlSecret: EMULATOR_CONTROL_SECRET,
      log: ({ level, event, ...rest }) => {
        process.stdout.write(`${level} ${event} ${JSON.stringify(rest)}\n`)
      },
    })
    process.stdout.write(
      `The Plaid emulator listens on http://${HOST}:${port} and keeps its state in ${DATA_DIR}\n`,
    )
    const stop = () => {
      server.close()
      server.closeAllConnections()
      void emulator.close()
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
