import { z } from 'zod'
import type { Context } from '../context'
import { timestamp } from '../day'
import { listSigningKeys, rotateSigningKey } from '../signing-keys'
import { parseRequest } from '../validation'
import type { ControlRoute } from './route'

const emptyRequest = z.strictObject({})

const toMoment = (seconds: number | null) => (seconds === null ? null : timestamp(seconds * 1000))

async function list({ store }: Context) {
  return {
    keys: (await listSigningKeys(store)).map(({ kid, createdAt, expiredAt }) => ({
      kid,
      created_at: toMoment(createdAt),
      expired_at: toMoment(expiredAt),
    })),
  }
}

async function rotate({ store, realNow }: Context, body: unknown) {
  parseRequest(emptyRequest, body)
  return { kid: (await rotateSigningKey(store, realNow())).kid }
}

/** The keys that webhooks are signed with: to list, and to replace by a new one. */
export const keysControl: readonly ControlRoute[] = [
  { method: 'GET', path: /^\/keys$/, answer: (context) => list(context) },
  { method: 'POST', path: /^\/keys\/rotate$/, answer: (context, _groups, body) => rotate(context, body) },
]
