import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { maxBodyBytes } from './api'

/** Longer than clients keep an idle connection: one that this end closes first can swallow a request on its way. */
const keepAliveMs = 75_000

/** Reads a body; of one that is too large no more than shows that it is. */
async function readBody(incoming: IncomingMessage): Promise<{ body: Buffer<ArrayBuffer>; isWhole: boolean }> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    chunks.push(bytes)
    if (size > maxBodyBytes) return { body: Buffer.concat(chunks), isWhole: false }
  }
  return { body: Buffer.concat(chunks), isWhole: true }
}

function toHeaders(incoming: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one)
  }
  return headers
}

/** Hands bytes to the connection; resolves when they have gone, and fails when it has closed. */
function send(outgoing: ServerResponse, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('The client has gone.'))
    outgoing.once('close', fail)
    outgoing.write(bytes, (error) => {
      outgoing.off('close', fail)
      if (error) reject(error)
      else resolve()
    })
  })
}

/**
 * Passes a body on as it comes. One that breaks off breaks the connection off too.
 *
 * @param length its length in bytes, where that is known: most come in one piece, and end with it.
 */
async function sendBody(
  body: ReadableStream<Uint8Array>,
  outgoing: ServerResponse,
  length: number,
): Promise<void> {
  const reader = body.getReader()
  try {
    let last = await reader.read()
    if (!last.done && last.value.length === length) {
      outgoing.end(last.value)
      return
    }
    while (!last.done) {
      const next = reader.read()
      // Looked at below; until then its failure is nobody's.
      next.catch(() => undefined)
      await send(outgoing, last.value)
      last = await next
    }
    outgoing.end()
  } catch {
    await reader.cancel().catch(() => undefined)
    outgoing.destroy()
  }
}

/** A `node:http` server over a fetch-style handler, which also learns the caller's address. */
export function serve(handle: (request: Request, remoteAddress: string) => Promise<Response>): Server {
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const method = incoming.method ?? 'GET'
    const hasBody = method !== 'GET' && method !== 'HEAD'
    const read = hasBody ? await readBody(incoming) : undefined
    // Only the path counts: the host of the request line or header is not to be trusted.
    const url = new URL(incoming.url ?? '/', 'http://emulator.invalid')
    const request = new Request(url, {
      method,
      headers: toHeaders(incoming),
      ...(read && { body: read.body }),
    })
    const response = await handle(request, incoming.socket.remoteAddress ?? '')
    // Of a body that is too large the rest is not read, and the connection cannot be used again.
    const closing = read?.isWhole === false ? { connection: 'close' } : {}
    outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), ...closing })
    if (response.body === null || method === 'HEAD') outgoing.end()
    else await sendBody(response.body, outgoing, Number(response.headers.get('content-length')))
  }
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => {
      if (!outgoing.headersSent) outgoing.writeHead(500)
      outgoing.end()
    })
  })
  server.keepAliveTimeout = keepAliveMs
  return server
}
