import { z } from 'zod'
import { announce } from '../announcements'
import type { Context } from '../context'
import { timestamp } from '../day'
import { type ItemDocument, itemErrorCodes } from '../documents'
import { failure, itemNotFound } from '../errors'
import { fireWebhook } from '../fired-webhook'
import { itemSeed } from '../item-seed'
import {
  endConnection,
  endConsent,
  newAccounts,
  openAccount,
  removeItem,
  revokeAccount,
  setItemError,
  setWebhook,
} from '../item-states'
import { disconnectReasons } from '../item-webhooks'
import { changeItem, findItem, itemState, listItems, withEvents } from '../items'
import { sandboxFireWebhookRequest, text, url } from '../requests'
import { parseRequest } from '../validation'
import { accountId, toWireAccount } from '../world/account'
import { toAmountText } from '../world/amount'
import type { Change } from '../world/history'
import type { ControlRoute } from './route'

const moment = (at: number | null) => (at === null ? null : timestamp(at))

function show(context: Context, item: ItemDocument, now: number) {
  const { institution, phase, history, position } = itemState(context, item, now)
  return {
    item_id: item.itemId,
    client_id: item.clientId,
    institution_id: institution.id,
    institution_name: institution.name,
    username: item.username,
    created_at: timestamp(item.createdAt),
    webhook: item.webhook,
    accounts: history.sharedAccounts(position).length,
    products: item.products,
    state: {
      login_required: item.error?.code === 'ITEM_LOGIN_REQUIRED',
      error: item.error?.code ?? null,
      error_since: moment(item.error?.since ?? null),
      transactions: phase,
      pending: history.pendingCount(position),
      is_exchanged: item.accessTokenHash !== null,
      consent_expires_at: moment(item.consentExpiresAt),
      disconnects_at: moment(item.disconnectsAt),
      new_accounts: newAccounts(item).length > 0,
    },
  }
}

/** Every account that the person has at the bank, shared or not. */
function showAccounts(context: Context, item: ItemDocument, now: number) {
  const { institution, world, history, position } = itemState(context, item, now)
  const shared = new Set(history.sharedAccounts(position))
  const isNew = new Set(newAccounts(item))
  const totals = history.totals(position)
  const opened = new Set(item.events.flatMap((event) => (event.kind === 'open' ? [event.account] : [])))
  const isThere = (key: string) => opened.has(key) || !institution.toOpen.some((plan) => plan.key === key)
  return world.accounts
    .filter(({ key }) => isThere(key))
    .map((plan) => {
      const total = totals.get(plan.key) ?? { current: 0, pending: 0 }
      const { balances } = toWireAccount(itemSeed(item), institution, plan, total, position.t)
      const minor = Math.round((balances.current ?? 0) * 10 ** (plan.currency ?? institution).decimals)
      return {
        account_id: accountId(itemSeed(item), plan.key),
        name: plan.name,
        mask: plan.mask,
        type: plan.type,
        subtype: plan.subtype,
        current: toAmountText(minor, (plan.currency ?? institution).decimals),
        currency: balances.iso_currency_code ?? balances.unofficial_currency_code ?? '',
        is_shared: shared.has(plan.key),
        is_new: isNew.has(plan.key),
        verification_status: item.verification[plan.key] ?? null,
      }
    })
}

async function list(context: Context) {
  const items = await listItems(context)
  const now = await context.now()
  return {
    items: items
      .sort((left, right) => left.createdAt - right.createdAt)
      .map((item) => show(context, item, now)),
  }
}

async function getItem(context: Context, itemId: string): Promise<ItemDocument> {
  const item = await findItem(context, itemId)
  if (item === null) throw itemNotFound()
  return item
}

async function detail(context: Context, itemId: string) {
  const item = await getItem(context, itemId)
  const now = await context.now()
  return { ...show(context, item, now), accounts: showAccounts(context, item, now) }
}

/** The state of an Item that the bank would tell of now, whatever keeps it from being learned. */
const atBank = (context: Context, item: ItemDocument, now: number) =>
  itemState(context, { ...item, error: null, unreachableSince: null }, now)

const arriveRequest = z.strictObject({ count: z.number().int().min(1).max(20).optional() })

async function arrive(context: Context, itemId: string, body: unknown) {
  const { count = 1 } = parseRequest(arriveRequest, body)
  await getItem(context, itemId)
  const now = await context.now()
  const item = await changeItem(context, itemId, (current) => ({
    item: {
      ...withEvents(current, { kind: 'arrive', at: now, first: current.arrived, count }),
      arrived: current.arrived + count,
    },
  }))
  if (item === null) throw itemNotFound()
  const { history, position } = atBank(context, item, now)
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
    item: withEvents(current, { kind: 'post', at: now }),
  }))
  if (item === null) throw itemNotFound()
  const { history, position } = atBank(context, item, now)
  const before = { ...position, e: position.e - 1 }
  const posted = history.delta(before, position, null).removed.length
  await announce(context, itemId)
  return { posted }
}

const emptyRequest = z.strictObject({})
const noticeDays = z.number().int().min(0).max(7)
const { webhook_type, webhook_code } = sandboxFireWebhookRequest.shape

type Action = (context: Context, itemId: string, body: unknown) => Promise<object>

/** An action that takes a body of a kind and answers with the Item as it is then. */
function action<Schema extends z.ZodType>(
  schema: Schema,
  act: (context: Context, itemId: string, request: z.infer<Schema>) => Promise<unknown>,
): Action {
  return async (context, itemId, body) => {
    await act(context, itemId, parseRequest(schema, body))
    return detail(context, itemId)
  }
}

const itemActions = new Map<string, Action>([
  ['arrive', arrive],
  ['post-pending', postPending],
  ['require-login', action(emptyRequest, (context, id) => setItemError(context, id, 'ITEM_LOGIN_REQUIRED'))],
  [
    'set-error',
    action(z.strictObject({ error_code: z.enum(itemErrorCodes).nullable() }), (context, id, { error_code }) =>
      setItemError(context, id, error_code),
    ),
  ],
  [
    'consent-expires',
    action(z.strictObject({ days: noticeDays }), (context, id, { days }) => endConsent(context, id, days)),
  ],
  [
    'pending-disconnect',
    action(
      z.strictObject({ days: noticeDays, reason: z.enum(disconnectReasons).optional() }),
      (context, id, { days, reason = 'INSTITUTION_TOKEN_EXPIRATION' }) =>
        endConnection(context, id, days, reason),
    ),
  ],
  ['revoke', action(emptyRequest, (context, id) => setItemError(context, id, 'USER_PERMISSION_REVOKED'))],
  [
    'revoke-account',
    action(z.strictObject({ account_id: text }), (context, id, { account_id }) =>
      revokeAccount(context, id, account_id),
    ),
  ],
  ['open-account', action(emptyRequest, openAccount)],
  [
    'set-webhook',
    action(z.strictObject({ webhook: url.nullable() }), (context, id, { webhook }) =>
      setWebhook(context, id, webhook),
    ),
  ],
  [
    'fire-webhook',
    action(z.strictObject({ webhook_type, webhook_code }), async (context, id, request) =>
      fireWebhook(context, await getItem(context, id), request),
    ),
  ],
  [
    'remove',
    async (context, id, body) => {
      parseRequest(emptyRequest, body)
      await removeItem(context, await getItem(context, id), null)
      return {}
    },
  ],
])

async function act(context: Context, [itemId = '', verb = '']: readonly string[], body: unknown) {
  const found = itemActions.get(verb)
  if (found === undefined) {
    throw failure('INVALID_REQUEST', 'NOT_FOUND', `the emulator cannot make "${verb}" happen to an Item`, {
      status: 404,
    })
  }
  return found(context, itemId, body)
}

/** The Items: a list, each with its accounts, and what can be made to happen to it. */
export const itemControl: readonly ControlRoute[] = [
  { method: 'GET', path: /^\/items$/, answer: list },
  {
    method: 'GET',
    path: /^\/items\/([A-Za-z0-9]+)$/,
    answer: (context, [itemId = '']) => detail(context, itemId),
  },
  { method: 'POST', path: /^\/items\/([A-Za-z0-9]+)\/([a-z-]+)$/, answer: act },
]
