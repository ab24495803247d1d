import { z } from 'zod'
import { freshId } from './ids'
import { type EmulatorStore, memoryStore } from './store'

/** A webhook on its way. Its times are real ones, in milliseconds. */
export const webhookSchema = z.object({
  url: z.string(),
  /** The body as it is sent, byte for byte, each time. */
  raw: z.string(),
  itemId: z.string(),
  type: z.string(),
  code: z.string(),
  /** The attempts that have been made. */
  attempts: z.number().int(),
  firstAt: z.number(),
  /** The fault that a rule has put upon it. */
  fault: z.string().nullable(),
})
export type Webhook = z.infer<typeof webhookSchema>

const waitingSchema = webhookSchema.extend({ nextAt: z.number() })

const prefix = 'waiting-webhook/'

/** A webhook that is to be sent at a time, at a version of its document. */
export interface Waiting {
  key: string
  version: number
  nextAt: number
}

/** A webhook that this process alone may send now. */
export interface Claim {
  key: string
  version: number
  webhook: Webhook
}

/** The webhooks that wait for their (next) attempt, over restarts. */
export interface WaitingWebhooks {
  /** Lets a webhook wait. */
  add(webhook: Webhook, nextAt: number): Promise<Waiting>
  /** Takes one to send it; null when somebody else has done so. Should this process die, it is due again at `until`. */
  claim(waiting: Waiting, until: number): Promise<Claim | null>
  /** Lets one that was claimed wait again. */
  postpone(claim: Claim, webhook: Webhook, nextAt: number): Promise<Waiting | null>
  /** Forgets one that was claimed. */
  remove(claim: Claim): Promise<void>
  list(): Promise<Waiting[]>
}

/**
 * One document for each, taken by its version, so that of several processes over one store only one sends it. The few
 * whose body holds a token, as Link's do, wait in memory: the store keeps hashes of tokens alone.
 */
export function waitingWebhooks(store: EmulatorStore): WaitingWebhooks {
  const volatile = memoryStore()
  const homeOf = (key: string) => (key.startsWith(`${prefix}volatile-`) ? volatile : store)
  return {
    add: async (webhook, nextAt) => {
      const holdsToken = /(access|public|link)-sandbox-/.test(webhook.raw)
      const key = `${prefix}${holdsToken ? 'volatile-' : ''}${freshId()}`
      await homeOf(key).write([{ key, value: { ...webhook, nextAt }, expected: 0 }])
      return { key, version: 1, nextAt }
    },
    claim: async ({ key, version }, until) => {
      const stored = await homeOf(key).get(key)
      if (stored === null || stored.version !== version) return null
      const { nextAt: _, ...webhook } = waitingSchema.parse(stored.value)
      const value = { ...webhook, nextAt: until }
      const isOurs = await homeOf(key).write([{ key, value, expected: version }])
      return isOurs ? { key, version: version + 1, webhook } : null
    },
    postpone: async ({ key, version }, webhook, nextAt) => {
      const isDone = await homeOf(key).write([{ key, value: { ...webhook, nextAt }, expected: version }])
      return isDone ? { key, version: version + 1, nextAt } : null
    },
    remove: async ({ key, version }) => {
      await homeOf(key).write([{ key, value: null, expected: version }])
    },
    list: async () =>
      [...(await store.list(prefix)), ...(await volatile.list(prefix))].map(({ key, version, value }) => ({
        key,
        version,
        nextAt: waitingSchema.parse(value).nextAt,
      })),
  }
}
