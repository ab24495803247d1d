import type { TestEmulator } from './testing'

/** The webhooks of an emulator's log, newest first. */
export async function loggedWebhooks(emulator: TestEmulator) {
  const { body } = await emulator.controlGet('/log')
  const webhooks: {
    webhook_code: string
    outcome: string
    status: number | null
    attempt: number
    next_attempt_at: string | null
    fault: string | null
  }[] = Object(body).webhooks
  return webhooks
}

/** Fires a webhook of an Item. */
export const fire = (emulator: TestEmulator, access_token: string, webhook_code = 'NEW_ACCOUNTS_AVAILABLE') =>
  emulator.post('/sandbox/item/fire_webhook', {
    access_token,
    webhook_code,
    client_id: 'client',
    secret: 'secret',
  })

/** When the clocks of these tests begin, and a moment after it. */
export const startAt = '2026-03-04T15:00:00Z'
export const later = (seconds: number) => new Date(Date.parse(startAt) + seconds * 1000).toISOString()
