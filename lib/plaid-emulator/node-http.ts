import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

const maxBodyBytes = 1_000_000
/** Longer than clients keep an idle connection: one that this end closes first can swallow a request on its way. */
const keepAliveMs = 75_000

async function readBody(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > maxBodyBytes) return null
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function toHeaders(incoming: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one)
  }
  return headers
}

/** A `node:http` server over a fetch-style handler, which also learns the caller's address. */
export function serve(handle: (request: Request, remoteAddress: string) => Promise<Response>): Server {
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const method = incoming.method ?? 'GET'
    const hasBody = method !== 'GET' && method !== 'HEAD'
    const body = hasBody ? await readBody(incoming) : undefined
    if (body === null) {
      outgoing.writeHead(413, { connection: 'close' }).end()
      return
    }
    // Only the path counts: the host of the request line or header is not to be trusted.
    const url = new URL(incoming.url ?? '/', 'http://emulator.invalid')
    const request = new Request(url, { method, headers: toHeaders(incoming), ...(body && { body }) })
    const response = await handle(request, incoming.socket.remoteAddress ?? '')
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(Buffer.from(await response.arrayBuffer()))
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
