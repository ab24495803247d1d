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
    /** The answer to each webhook: its status, or a whole response. */
    answerWebhook?: () => number | Response
    /** As strict as the Sandbox: rate limits, and a new login after thirty days. */
    strict?: boolean
    /** Where a browser is told that it reaches the emulator; the loopback address by default. */
    publicUrl?: string
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
    const answer = options.answerWebhook?.() ?? 200
    return typeof answer === 'number' ? new Response(null, { status: answer }) : answer
  })
  const server = serve((request) => emulator.fetch(request))
  const portOf = async (one: typeof server) => {
    await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve))
    const { port }: AddressInfo = Object(one.address())
    return port
  }
  const base = `http://127.0.0.1:${await portOf(server)}`
  const webhookUrl = `http://127.0.0.1:${await portOf(receiver)}/webhook`
  const emulator = createEmulator({
    store: options.store ?? memoryStore(),
    now: () => new Date(now),
    authorizeControl: () => true,
    publicUrl: options.publicUrl ?? base,
    strict: options.strict ?? false,
    ...(options.delays && { delays: options.delays }),
  })
  const clientFor = (clientId: string) =>
    new PlaidApi(
      new Configuration({
        basePath: base,
        baseOptions: { headers: { 'PLAID-CLIENT-ID': clientId, 'PLAID-SECRET': 'secret' } },
      }),
    )
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const answer: Record<string, unknown> = JSON.parse(await response.text())
    return { status: response.status, body: answer }
  }
  const post = (path: string, body: unknown, headers?: Record<string, string>) =>
    call('POST', path, body, headers)
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
    /** A call of the control plane: POST with a body, or GET and DELETE without one. */
    control: (path: string, body: object = {}) => post(`/emulator${path}`, body),
    controlGet: (path: string) => call('GET', `/emulator${path}`),
    controlDelete: (path: string) => call('DELETE', `/emulator${path}`),
    /** Makes a rule by which the emulator fails. */
    rule: async (rule: { fault: string } & Record<string, unknown>) => {
      const { status, body } = await post('/emulator/rules', rule)
      if (status !== 200) throw new Error(`The rule was refused: ${body.error_message}`)
      return body
    },
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
