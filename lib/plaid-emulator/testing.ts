import type { AddressInfo } from 'node:net'
import { Configuration, PlaidApi } from 'plaid'
import type { Delays } from './context'
import { createEmulator } from './emulator'
import { serve } from './node-http'
import { type EmulatorStore, memoryStore } from './store'

/** A webhook as its receiver got it. */
export interface ReceivedWebhook {
  verification: string
  raw: string
  body: Record<string, unknown>
}

/** A running emulator for tests: the official SDK speaks to it over loopback, its clock stands still until moved. */
export async function startTestEmulator(
  options: {
    store?: EmulatorStore
    startAt?: string
    delays?: Partial<Delays>
    answerWebhook?: () => number
  } = {},
) {
  let now = Date.parse(options.startAt ?? '2026-03-04T15:00:00Z')
  const webhooks: ReceivedWebhook[] = []
  const receiver = serve(async (request) => {
    const raw = await request.text()
    webhooks.push({
      verification: request.headers.get('plaid-verification') ?? '',
      raw,
      body: JSON.parse(raw),
    })
    return new Response(null, { status: options.answerWebhook?.() ?? 200 })
  })
  const emulator = createEmulator({
    store: options.store ?? memoryStore(),
    now: () => new Date(now),
    authorizeControl: () => true,
    ...(options.delays && { delays: options.delays }),
  })
  const server = serve((request) => emulator.fetch(request))
  const portOf = async (one: typeof server) => {
    await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve))
    const { port }: AddressInfo = Object(one.address())
    return port
  }
  const base = `http://127.0.0.1:${await portOf(server)}`
  const webhookUrl = `http://127.0.0.1:${await portOf(receiver)}/webhook`
  const clientFor = (clientId: string) =>
    new PlaidApi(
      new Configuration({
        basePath: base,
        baseOptions: { headers: { 'PLAID-CLIENT-ID': clientId, 'PLAID-SECRET': 'secret' } },
      }),
    )
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    const answer: Record<string, unknown> = JSON.parse(await response.text())
    return { status: response.status, body: answer }
  }
  return {
    api: clientFor('client'),
    clientFor,
    base,
    webhookUrl,
    webhooks,
    emulator,
    post,
    /** A call of the stand-in for Link. */
    link: (name: string, body: object) => post(`/link-session/${name}`, body),
    control: (path: string, body: object = {}) => post(`/emulator${path}`, body),
    /** Lets real time pass. */
    wait: (seconds: number) => {
      now += seconds * 1000
    },
    /** The codes of the webhooks received, once all have been sent. */
    codes: async () => {
      await emulator.idle()
      return webhooks.map(({ body }) => body.webhook_code)
    },
    stop: async () => {
      await emulator.close()
      for (const one of [server, receiver]) {
        one.closeAllConnections()
        await new Promise((resolve) => one.close(resolve))
      }
    },
  }
}

export type TestEmulator = Awaited<ReturnType<typeof startTestEmulator>>

/** The part of a Plaid error that says what is wrong, with its HTTP status; fails if the call succeeds. */
export async function plaidErrorOf(
  call: Promise<unknown>,
): Promise<{ status: number; type: string; code: string; message: string }> {
  try {
    await call
  } catch (error) {
    const { response } = Object(error)
    if (response === undefined) throw error
    const { status, data } = response
    if (typeof data.request_id !== 'string') throw new Error('an error without a request_id')
    return { status, type: data.error_type, code: data.error_code, message: data.error_message }
  }
  throw new Error('The call was expected to fail, and did not.')
}
