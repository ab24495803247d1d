import type { AddressInfo } from 'node:net'
import { createPlaid, type Plaid } from '@/lib/plaid/client'
import { createEmulator } from '@/lib/plaid-emulator/emulator'
import { serve } from '@/lib/plaid-emulator/node-http'
import { memoryStore } from '@/lib/plaid-emulator/store'
import { waitingWebhooks } from '@/lib/plaid-emulator/waiting-webhooks'

const CREDENTIALS = { clientId: 'emulator', secret: 'emulator' }

/** A pretend bank that outlives the server under test. */
export interface KillBank {
  readonly url: string
  /** Speaks to it as Evenkeel does. */
  readonly plaid: Plaid
  /** How long each webhook waited for its answer, in milliseconds; those that got none are not among them. */
  readonly answersMs: number[]
  /** A call of its API or its control plane. @throws Error with its error code when it refuses. */
  call(path: string, body: object): Promise<Record<string, unknown>>
  /** How many webhooks found nobody, and are to be sent again. */
  untold(): Promise<number>
  close(): Promise<void>
}

/** Starts one that tells its webhooks soon again when nobody answers. */
export async function killBank(): Promise<KillBank> {
  const answersMs: number[] = []
  const store = memoryStore()
  const emulator = createEmulator({
    store,
    authorizeControl: () => true,
    delays: { webhookRetryMs: 1_000, initialMs: 300, historicalMs: 900 },
    fetch: async (input, init) => {
      const sent = performance.now()
      const answer = await fetch(input, init)
      answersMs.push(performance.now() - sent)
      return answer
    },
  })
  const server = serve((request) => emulator.fetch(request))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port }: AddressInfo = Object(server.address())
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    answersMs,
    plaid: createPlaid({
      ...CREDENTIALS,
      baseUrl: url,
      products: ['transactions'],
      countryCodes: ['US', 'CA', 'GB', 'NL'],
      redirectUri: null,
      webhookUrl: null,
    }),
    async call(path, body) {
      const { clientId: client_id, secret } = CREDENTIALS
      const isControl = path.startsWith('/emulator/')
      const response = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(isControl ? body : { client_id, secret, ...body }),
      })
      const answer: Record<string, unknown> = JSON.parse(await response.text())
      if (!response.ok) throw new Error(`${path}: ${answer.error_code ?? response.status}`)
      return answer
    },
    untold: async () => (await waitingWebhooks(store).list()).length,
    async close() {
      await emulator.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
