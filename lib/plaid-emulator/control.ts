import { z } from 'zod'
import { announce, announceAll } from './announcements'
import { type Context, clockOffsetMs } from './context'
import { timestamp } from './day'
import { keys } from './documents'
import { failure, itemNotFound } from './errors'
import { requireLogin } from './handlers/sandbox'
import { changeItem, findItem, itemState, listItems } from './items'
import { parseRequest } from './validation'
import type { Change } from './world/history'

const advanceRequest = z.strictObject({
  seconds: z
    .number()
    .int()
    .min(0)
    .max(400 * 86_400),
})
const arriveRequest = z.strictObject({ count: z.number().int().min(1).max(20).optional() })
const emptyRequest = z.strictObject({})

async function clock(context: Context) {
  return {
    now: new Date(await context.now()).toISOString(),
    offset_seconds: Math.round((await clockOffsetMs(context.store)) / 1000),
  }
}

async function advance(context: Context, body: unknown) {
  const { seconds } = parseRequest(advanceRequest, body)
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const stored = await context.store.get(keys.clock)
    const offsetMs = (await clockOffsetMs(context.store)) + seconds * 1000
    if (await context.store.write([{ key: keys.clock, value: { offsetMs }, expected: stored?.version ?? 0 }]))
      break
  }
  await announceAll(context)
  return clock(context)
}

async function listForControl(context: Context) {
  const items = await listItems(context)
  const now = await context.now()
  return {
    items: items
      .sort((left, right) => left.createdAt - right.createdAt)
      .map((item) => {
        const { institution, phase, history, position } = itemState(context, item, now)
        return {
          item_id: item.itemId,
          institution_id: institution.id,
          institution_name: institution.name,
          username: item.username,
          created_at: timestamp(item.createdAt),
          state: {
            login_required: item.loginRequiredSince !== null,
            transactions: phase,
            pending: history.pendingCount(position),
            is_exchanged: item.accessTokenHash !== null,
          },
          webhook: item.webhook,
          accounts: history.sharedAccounts(position).length,
        }
      }),
  }
}

async function arrive(context: Context, itemId: string, body: unknown) {
  const { count = 1 } = parseRequest(arriveRequest, body)
  const before = await findItem(context, itemId)
  if (before === null) throw itemNotFound()
  const now = await context.now()
  const item = await changeItem(context, itemId, (current) => ({
    item: {
      ...current,
      arrived: current.arrived + count,
      events: [...current.events, { kind: 'arrive', at: now, first: current.arrived, count }],
    },
  }))
  if (item === null) throw itemNotFound()
  const { history, position } = itemState(context, item, now)
  const event = item.events.findLastIndex(({ kind, at }) => kind === 'arrive' && at === now)
  const isNew = ({ entry }: Change) => entry.arrivedBy === event
  const added = history.delta({ ...position, e: event }, position, null).added.filter(isNew).length
  await announce(context, itemId)
  return { added }
}

async function postPending(context: Context, itemId: string, body: unknown) {
  parseRequest(emptyRequest, body)
  const now = await context.now()
  const item = await changeItem(context, itemId, (current) => ({
    item: { ...current, events: [...current.events, { kind: 'post', at: now }] },
  }))
  if (item === null) throw itemNotFound()
  const { history, position } = itemState(context, item, now)
  const before = { ...position, e: position.e - 1 }
  const posted = history.delta(before, position, null).removed.length
  await announce(context, itemId)
  return { posted }
}

const itemActions = new Map([
  ['arrive', arrive],
  ['post-pending', postPending],
  [
    'require-login',
    async (context: Context, itemId: string, body: unknown) => {
      parseRequest(emptyRequest, body)
      await requireLogin(context, itemId)
      return {}
    },
  ],
])

/**
 * The control plane: what somebody who runs the emulator, and no client of a bank, may do. `path` is what follows
 * `/emulator`.
 */
export async function control(
  context: Context,
  method: string,
  path: string,
  body: unknown,
): Promise<object> {
  if (method === 'GET' && path === '/items') return listForControl(context)
  if (method === 'GET' && path === '/clock') return clock(context)
  if (method === 'POST' && path === '/clock/advance') return advance(context, body)
  const [, itemId, verb] = /^\/items\/([A-Za-z0-9]+)\/([a-z-]+)$/.exec(path) ?? []
  const act = method === 'POST' ? itemActions.get(verb ?? '') : undefined
  if (act === undefined || itemId === undefined) {
    throw failure('INVALID_REQUEST', 'NOT_FOUND', `the emulator has no control ${method} ${path}`, {
      status: 404,
    })
  }
  return act(context, itemId, body)
}
