import { z } from 'zod'
import { failureKind } from '@/lib/bank/failure-kinds'
import { healthAfter } from '@/lib/bank/health'
import { closeAccount, markNewAccounts, setItemHealth } from '@/lib/db/items'
import type { ItemKey } from '@/lib/db/sync-store'
import { listUnhandledWebhooks, markHandled, type StoredWebhook } from '@/lib/db/webhook-inbox'
import type { WorkerContext } from './worker'

const details = z.looseObject({
  error: z.looseObject({ error_code: z.string(), error_type: z.string() }).nullish().catch(null),
  consent_expiration_time: z.coerce.date().nullish().catch(null),
  disconnect_time: z.coerce.date().nullish().catch(null),
  account_id: z.string().nullish().catch(null),
})

const BATCH = 100

/** Works off the stored webhooks, oldest first. One that makes no sense is marked so and does not stop the others. */
export async function workInbox(context: WorkerContext): Promise<void> {
  for (;;) {
    const webhooks = await listUnhandledWebhooks(context.db, BATCH)
    for (const webhook of webhooks) {
      const outcome = await handleOne(context, webhook)
      context.log.info({ event: 'webhook', type: webhook.type, code: webhook.code, outcome })
    }
    if (webhooks.length < BATCH) return
  }
}

async function handleOne(context: WorkerContext, webhook: StoredWebhook): Promise<string> {
  const { db, clock, log } = context
  let outcome: string
  try {
    outcome = webhook.item ? await handle(context, webhook, webhook.item) : 'unknown_item'
  } catch (error) {
    log.error({
      event: 'webhook',
      webhookId: webhook.id,
      message: error instanceof Error ? error.name : 'unknown',
    })
    outcome = 'failed'
  }
  // Handled last: a process that dies before it leaves the webhook to the next, and handling one twice is harmless.
  await markHandled(db, webhook.id, outcome, clock.now())
  return outcome
}

/** What each of Plaid's webhooks leads to. Those of products that are not read here are stored, and said so. */
async function handle(context: WorkerContext, webhook: StoredWebhook, item: ItemKey): Promise<string> {
  const { db, clock, queue } = context
  const said = details.parse(webhook.body)
  switch (`${webhook.type}.${webhook.code}`) {
    case 'TRANSACTIONS.SYNC_UPDATES_AVAILABLE':
    case 'TRANSACTIONS.INITIAL_UPDATE':
    case 'TRANSACTIONS.HISTORICAL_UPDATE':
    case 'TRANSACTIONS.DEFAULT_UPDATE':
    case 'TRANSACTIONS.TRANSACTIONS_REMOVED':
      await queue.sendSync({ ...item, trigger: 'webhook' })
      return 'sync'
    case 'ITEM.LOGIN_REPAIRED':
      await setItemHealth(
        db.prisma,
        item,
        { health: 'healthy', errorCode: null, consentExpiresAt: null },
        clock.now(),
      )
      await queue.sendSync({ ...item, trigger: 'webhook' })
      return 'sync'
    case 'ITEM.ERROR': {
      if (!said.error) return 'malformed'
      const health = healthAfter(failureKind(said.error.error_code, said.error.error_type))
      await setItemHealth(db.prisma, item, { health, errorCode: said.error.error_code }, clock.now())
      // It may come late, after the login was mended: the bank itself has the last word.
      await queue.sendSync({ ...item, trigger: 'webhook' })
      return health
    }
    case 'ITEM.PENDING_EXPIRATION':
    case 'ITEM.PENDING_DISCONNECT': {
      const consentExpiresAt = said.consent_expiration_time ?? said.disconnect_time ?? null
      await setItemHealth(
        db.prisma,
        item,
        { health: 'expiring', errorCode: null, consentExpiresAt },
        clock.now(),
      )
      return 'expiring'
    }
    case 'ITEM.USER_PERMISSION_REVOKED':
      await setItemHealth(db.prisma, item, { health: 'relink', errorCode: webhook.code }, clock.now())
      return 'relink'
    case 'ITEM.USER_ACCOUNT_REVOKED':
      if (!said.account_id) return 'malformed'
      await closeAccount(db, item, said.account_id, clock.now())
      return 'account_closed'
    case 'ITEM.NEW_ACCOUNTS_AVAILABLE':
      await markNewAccounts(db.prisma, item, true)
      return 'new_accounts'
    default:
      return 'stored'
  }
}
