import { z } from 'zod'
import type { Context } from '../context'
import { failure, invalidField } from '../errors'
import {
  addRule,
  type FaultRule,
  listRules,
  removeAllRules,
  removeRule,
  requestFaults,
  webhookFaults,
} from '../fault-rules'

import { routes } from '../handlers/routes'
import { linkSessionEndpoints } from '../link-session'
import { parseRequest } from '../validation'
import type { ControlRoute } from './route'

const hourMs = 3_600_000

const ruleRequest = z.strictObject({
  fault: z.enum([...requestFaults, ...webhookFaults]),
  path: z.string().min(1).nullish(),
  item_id: z.string().min(1).nullish(),
  webhook_code: z.string().min(1).nullish(),
  times: z.number().int().min(1).nullish(),
  chance: z.number().min(0).max(1).nullish(),
  seed: z.union([z.number().int(), z.string().min(1).max(100)]).nullish(),
  delay_ms: z.number().int().min(0).max(hourMs).nullish(),
  status: z.literal([429, 500, 502]).nullish(),
})

const usualDelays: Partial<Record<FaultRule['fault'], number>> = { latency: 2000, webhook_delay: 10_000 }

const isWebhookFault = (fault: FaultRule['fault']) => webhookFaults.some((one) => one === fault)

/** Is this what a rule can be about: a path of Plaid's, of Link's sessions, or all of Plaid's? */
function isKnownPath(path: string): boolean {
  return (
    path === '*' ||
    routes.some((route) => route.path === path) ||
    (path.startsWith('/link-session/') && linkSessionEndpoints.has(path.slice('/link-session/'.length)))
  )
}

async function add(context: Context, body: unknown): Promise<FaultRule> {
  const { fault, ...given } = parseRequest(ruleRequest, body)
  const { path = null, webhook_code = null, delay_ms = null, status = null } = given
  const needsDelay = usualDelays[fault] !== undefined
  if (isWebhookFault(fault) && path !== null) throw invalidField('path is not for faults of webhooks')
  if (!isWebhookFault(fault) && webhook_code !== null)
    throw invalidField('webhook_code is for faults of webhooks')
  if (!needsDelay && delay_ms !== null) throw invalidField(`delay_ms is not for ${fault}`)
  if (fault !== 'status' && status !== null) throw invalidField(`status is not for ${fault}`)
  if (fault === 'mutation' && path !== null && path !== '*' && path !== '/transactions/sync') {
    throw invalidField(
      'path must be /transactions/sync, the only one with a pagination that data can change under',
    )
  }
  if (path !== null && !isKnownPath(path))
    throw invalidField(`path must be '*' or a path that the emulator has`)
  const usualPath = fault === 'mutation' ? '/transactions/sync' : '*'
  return addRule(context.store, {
    fault,
    path: isWebhookFault(fault) ? null : fault === 'mutation' ? usualPath : (path ?? usualPath),
    item_id: given.item_id ?? null,
    webhook_code,
    times: given.times ?? null,
    chance: given.chance ?? 1,
    seed: given.seed ?? 1,
    delay_ms: needsDelay ? (delay_ms ?? usualDelays[fault] ?? null) : null,
    status: fault === 'status' ? (status ?? 500) : null,
  })
}

async function remove(context: Context, id: string): Promise<object> {
  if (await removeRule(context.store, id)) return {}
  throw failure('INVALID_REQUEST', 'NOT_FOUND', 'there is no rule with this id', { status: 404 })
}

/** The rules by which the emulator fails: to list, add and remove. */
export const rulesControl: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: /^\/rules$/,
    answer: async ({ store }) => ({ rules: await listRules(store) }),
  },
  { method: 'POST', path: /^\/rules$/, answer: (context, _groups, body) => add(context, body) },
  {
    method: 'DELETE',
    path: /^\/rules$/,
    answer: async ({ store }) => {
      await removeAllRules(store)
      return {}
    },
  },
  {
    method: 'DELETE',
    path: /^\/rules\/([A-Za-z0-9]+)$/,
    answer: (context, [id = '']) => remove(context, id),
  },
]
