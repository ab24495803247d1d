import type { Context, Delivery } from './context'
import { keys } from './documents'
import { type FaultRule, webhookFaultFor } from './fault-rules'
import { addressWithoutSecrets, type RequestLog, type WebhookOutcome } from './request-log'
import { currentSigningKey, freshSigningKey, verificationToken } from './signing-keys'
import type { EmulatorStore } from './store'
import { type Claim, type Waiting, type Webhook, waitingWebhooks } from './waiting-webhooks'
import { forgery, postWebhook, type Reception, receivers } from './webhook-post'

/** What the log says of an attempt besides its outcome. */
interface Note {
  status: number | null
  nextAt: number | null
  fault: string | null
}

/** Sends webhooks, each on its own, without ever holding up an answer. */
export interface Courier {
  deliver(delivery: Delivery): void
  /** Looks for webhooks whose time has come, also those of a process that has ended. */
  wake(): Promise<void>
  /** Waits until every webhook that was due has been delivered or has failed for now. */
  idle(): Promise<void>
  /** Breaks off what is under way; what waits for another attempt is kept for the next process. */
  close(): Promise<void>
}

const retryGrowth = 4
const retryForMs = 24 * 3_600_000
/** A webhook that is to be overtaken waits no longer than this for the one that does it. */
const heldForMs = 5000
/** The next webhook for the same address starts once the one before was answered, or has taken this long. */
const patienceMs = 250
/** Longer than any attempt: after this a claim is taken to be that of a process that died. */
const claimMarginMs = 30_000
const maxTimerMs = 2 ** 31 - 1

/**
 * A courier that retries what was not answered by 200 in time, as Plaid does: after `webhookRetryMs`, then each time
 * four times as long, for a day; later where a 429 asks for it; not at all for a receiver that refuses nearly all.
 * What waits is kept in the store, and taken by its version, so that several processes never both send it.
 */
export function courier(options: {
  store: EmulatorStore
  fetch: typeof fetch
  delays: Pick<Context['delays'], 'webhookTimeoutMs' | 'webhookRetryMs'>
  realNow: () => number
  log: Context['log']
  requestLog: RequestLog
}): Courier {
  const { store, delays, realNow, log } = options
  const waiting = waitingWebhooks(store)
  const known = receivers(realNow)
  const closing = new AbortController()
  const underWay = new Set<Promise<void>>()
  /** For each address, when the last webhook for it has been sent. */
  const lines = new Map<string, Promise<void>>()
  /** For each address, the webhook that the next one will overtake. */
  const held = new Map<string, Waiting>()
  const timers = new Map<string, NodeJS.Timeout>()
  const claimed = new Set<string>()
  const forgedKey = freshSigningKey(realNow())

  const track = (task: Promise<void>): Promise<void> => {
    const tracked = task
      .catch((error: unknown) => {
        log({ level: 'error', event: 'webhook.error', message: error instanceof Error ? error.message : '' })
      })
      .finally(() => underWay.delete(tracked))
    underWay.add(tracked)
    return tracked
  }

  const note = (
    webhook: Webhook,
    outcome: WebhookOutcome,
    { status = null, nextAt = null, fault = webhook.fault }: Partial<Note> = {},
  ) => {
    options.requestLog.addWebhook({
      at: new Date(realNow()).toISOString(),
      item_id: webhook.itemId || null,
      webhook_type: webhook.type,
      webhook_code: webhook.code,
      url: addressWithoutSecrets(webhook.url),
      outcome,
      status,
      attempt: webhook.attempts,
      next_attempt_at: nextAt === null ? null : new Date(nextAt).toISOString(),
      fault,
    })
    const { itemId, code } = webhook
    const isFailure = outcome === 'rejected' || outcome === 'timed_out' || outcome === 'unreachable'
    if (isFailure) log({ level: 'warn', event: 'webhook.failed', itemId, code, outcome: status ?? outcome })
    else log({ level: 'info', event: `webhook.${outcome}`, itemId, code })
  }

  const post = (webhook: Webhook, verification: string, raw = webhook.raw): Promise<Reception> =>
    postWebhook({
      fetch: options.fetch,
      url: webhook.url,
      raw,
      verification,
      timeoutMs: delays.webhookTimeoutMs,
      signal: closing.signal,
      realNow,
    })

  const sign = async ({ raw }: Webhook) =>
    verificationToken(await currentSigningKey(store, realNow()), raw, realNow())

  /** Sends a webhook once; gives when it is to be sent again, or null when it is done with. */
  const attempt = async (before: Webhook): Promise<{ webhook: Webhook; nextAt: number | null }> => {
    const webhook = { ...before, attempts: before.attempts + 1 }
    const reception = await post(webhook, await sign(webhook))
    // What was broken off by closing says nothing about its receiver.
    if (!closing.signal.aborted) known.note(webhook.url, reception.outcome === 'delivered')
    const usualMs = delays.webhookRetryMs * retryGrowth ** (webhook.attempts - 1)
    const dueAt = realNow() + (reception.retryAfterMs ?? usualMs)
    const isOver =
      reception.outcome === 'delivered' ||
      dueAt > webhook.firstAt + retryForMs ||
      !known.isWorthARetry(webhook.url)
    const nextAt = isOver ? null : dueAt
    note(webhook, reception.outcome, { status: reception.status, nextAt })
    return { webhook, nextAt }
  }

  const schedule = (one: Waiting) => {
    clearTimeout(timers.get(one.key))
    timers.delete(one.key)
    if (closing.signal.aborted) return
    const timer = setTimeout(
      () => {
        timers.delete(one.key)
        void track(resend(one))
      },
      Math.min(Math.max(0, one.nextAt - realNow()), maxTimerMs),
    )
    timer.unref()
    timers.set(one.key, timer)
  }

  const settle = async (claim: Claim, { webhook, nextAt }: { webhook: Webhook; nextAt: number | null }) => {
    if (nextAt === null) return waiting.remove(claim)
    const again = await waiting.postpone(claim, webhook, nextAt)
    if (again !== null) schedule(again)
  }

  /** Nothing is told of an Item after its removal; a report about its assets outlives it. */
  const isOfRemovedItem = async ({ itemId, type }: Webhook) =>
    itemId !== '' && type !== 'ASSETS' && (await store.get(keys.item(itemId))) === null

  /** Sends one that has waited, unless another process has taken it. */
  const resend = async (one: Waiting): Promise<void> => {
    if (claimed.has(one.key) || closing.signal.aborted) return
    claimed.add(one.key)
    clearTimeout(timers.get(one.key))
    timers.delete(one.key)
    try {
      const claim = await waiting.claim(one, realNow() + delays.webhookTimeoutMs + claimMarginMs)
      if (claim === null) return
      if (held.get(claim.webhook.url)?.key === one.key) held.delete(claim.webhook.url)
      if (await isOfRemovedItem(claim.webhook)) return await waiting.remove(claim)
      await settle(claim, await attempt(claim.webhook))
    } finally {
      claimed.delete(one.key)
    }
  }

  const forge = async (webhook: Webhook) => {
    const raw = JSON.stringify(forgery(webhook), null, 2)
    const forged = { ...webhook, type: 'ITEM', code: 'USER_PERMISSION_REVOKED', attempts: 1 }
    // One signed by a key that nobody serves, and one with the true signature of another body.
    for (const verification of [verificationToken(forgedKey, raw, realNow()), await sign(webhook)]) {
      const { outcome, status } = await post(webhook, verification, raw)
      note(forged, outcome, { status })
    }
  }

  const sendNow = async (webhook: Webhook): Promise<void> => {
    const result = await attempt(webhook)
    if (result.nextAt !== null) schedule(await waiting.add(result.webhook, result.nextAt))
  }

  /** The first sending of a webhook, with whatever a rule does to it. */
  const send = async (fresh: Webhook): Promise<void> => {
    const { url } = fresh
    const overtaken = held.get(url)
    const rule = await webhookFaultFor(options, { ...fresh, mayBeHeld: overtaken === undefined })
    const webhook = { ...fresh, fault: rule?.fault ?? null }
    if (rule?.fault === 'webhook_lose') {
      note(webhook, 'lost')
    } else if (rule?.fault === 'webhook_delay' || rule?.fault === 'webhook_reorder') {
      await letWait(webhook, rule)
      if (rule.fault === 'webhook_reorder') return
    } else {
      if (rule?.fault === 'webhook_forge') await forge(webhook)
      await sendNow(webhook)
      if (rule?.fault === 'webhook_duplicate') await sendNow(webhook)
    }
    if (overtaken === undefined) return
    held.delete(url)
    await resend(overtaken)
  }

  const letWait = async (webhook: Webhook, { fault, delay_ms }: FaultRule): Promise<void> => {
    const isHeld = fault === 'webhook_reorder'
    const one = await waiting.add(webhook, realNow() + (isHeld ? heldForMs : (delay_ms ?? 0)))
    note(webhook, isHeld ? 'held' : 'delayed', { nextAt: one.nextAt })
    if (isHeld) held.set(webhook.url, one)
    schedule(one)
  }

  const enqueue = (webhook: Webhook) => {
    const before = lines.get(webhook.url)
    const sent = track((before ?? Promise.resolve()).then(() => send(webhook)))
    const turn = Promise.race([
      sent,
      (before ?? Promise.resolve()).then(
        () => new Promise<void>((resolve) => setTimeout(resolve, patienceMs).unref()),
      ),
    ]).finally(() => {
      if (lines.get(webhook.url) === turn) lines.delete(webhook.url)
    })
    lines.set(webhook.url, turn)
  }

  const wake = async () => {
    const now = realNow()
    for (const one of await waiting.list()) {
      if (closing.signal.aborted) return
      // One that is held goes out by itself, or is overtaken.
      if (one.nextAt <= now) void track(resend(one))
      else if (!timers.has(one.key) && !claimed.has(one.key)) schedule(one)
    }
  }

  return {
    deliver: ({ url, body, itemId, code }) => {
      if (closing.signal.aborted) return
      const type: unknown = Reflect.get(body, 'webhook_type')
      enqueue({
        url,
        raw: JSON.stringify(body, null, 2),
        itemId,
        type: typeof type === 'string' ? type : '',
        code,
        attempts: 0,
        firstAt: realNow(),
        fault: null,
      })
    },
    wake: () => track(wake()),
    idle: async () => {
      await track(wake())
      while (underWay.size > 0) await Promise.all(underWay)
    },
    close: async () => {
      closing.abort()
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
