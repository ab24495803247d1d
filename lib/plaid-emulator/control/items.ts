import { z } from 'zod'
import { announce } from '../announcements'
import type { Context } from '../context'
import { timestamp } from '../day'
import { failure, itemNotFound } from '../errors'
import { requireLogin } from '../handlers/sandbox'
import { changeItem, findItem, itemState, listItems } from '../items'
import { parseRequest } from '../validation'
import type { Change } from '../world/history'
import type { ControlRoute } from './route'

const arriveRequest = z.strictObject({ count: z.number().int().min(1).max(20).optional() })
const emptyRequest = z.strictObject({})

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
            login_required: item.error?.code === 'ITEM_LOGIN_REQUIRED',
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
  const added = history
    .delta({ ...position, e: event }, position, null)
    .added.slice()
    .filter(isNew).length
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

async function act(context: Context, [itemId = '', verb = '']: readonly string[], body: unknown) {
  const action = itemActions.get(verb)
  if (action === undefined) {
    throw failure('INVALID_REQUEST', 'NOT_FOUND', `the emulator cannot make "${verb}" happen to an Item`, {
      status: 404,
    })
  }
  return action(context, itemId, body)
}

/** The Items: a list, and what can be made to happen to each. */
export const itemControl: readonly ControlRoute[] = [
  { method: 'GET', path: /^\/items$/, answer: (context) => listForControl(context) },
  { method: 'POST', path: /^\/items\/([A-Za-z0-9]+)\/([a-z-]+)$/, answer: act },
]
