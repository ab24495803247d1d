import type * as plaid from 'plaid'
import { z } from 'zod'
import { announce } from '../announcements'
import { dayMs, dayOf } from '../day'
import { failure, invalidField } from '../errors'
import { changeItem, withEvents } from '../items'
import { dynamicUser } from '../logins'
import { accessToken, type Fields, isoDate, request, text } from '../requests'
import { route } from '../route'
import { transactionsState } from '../transactions-state'
import type { WrittenRow } from '../world/history'

/** Larger ones could not be told to the last minor unit any more. */
const largestAmount = 1e11

export const sandboxTransactionsCreateRequest = request({
  ...accessToken,
  transactions: z
    .array(
      z.strictObject({
        date_transacted: isoDate,
        date_posted: isoDate,
        amount: z.number().min(-largestAmount).max(largestAmount),
        description: text.max(500),
        iso_currency_code: text.optional(),
      } satisfies Fields<plaid.CustomSandboxTransaction>),
    )
    .min(1)
    .max(10),
})

/** How far back a transaction may be dated. */
const oldestDays = 14

/** An amount of the request in whole minor units; fails where it has more decimals than its currency. */
function toMinor(amount: number, decimals: number, field: string): number {
  const fixed = amount.toFixed(decimals)
  if (Number(fixed) !== amount) throw invalidField(`${field} must have at most ${decimals} decimals`)
  const minor = Number(fixed.replace('.', ''))
  if (!Number.isSafeInteger(minor)) throw invalidField(`${field} is more than any account here can hold`)
  return minor
}

const create = route<plaid.SandboxTransactionsCreateRequest, plaid.SandboxTransactionsCreateResponse>()(
  '/sandbox/transactions/create',
  sandboxTransactionsCreateRequest,
  async (context, { access_token, transactions }, caller) => {
    const { item, institution, world, history, position, now } = await transactionsState(
      context,
      caller,
      access_token,
    )
    if (item.username !== dynamicUser) {
      throw invalidField(`access_token must be that of an Item of the user ${dynamicUser}`)
    }
    const shared = history.sharedAccounts(position)
    const account = world.accounts.find(({ key, type }) => type === 'depository' && shared.includes(key))
    if (account === undefined) {
      throw failure('ITEM_ERROR', 'NO_ACCOUNTS', 'the Item shares no depository account')
    }
    const { isoCurrency, decimals } = account.currency ?? institution
    const [today, oldest] = [dayOf(now), dayOf(now - oldestDays * dayMs)]
    const rows = transactions.map((one, index): WrittenRow => {
      const field = (name: keyof typeof one) => `transactions.${index}.${name}`
      for (const name of ['date_transacted', 'date_posted'] as const) {
        if (one[name] > today || one[name] < oldest) {
          throw invalidField(`${field(name)} must be today or at most ${oldestDays} days in the past`)
        }
      }
      if (one.date_posted < one.date_transacted) {
        throw invalidField(`${field('date_posted')} must not be before date_transacted`)
      }
      if (one.iso_currency_code !== undefined && one.iso_currency_code !== isoCurrency) {
        throw invalidField(
          `${field('iso_currency_code')} must be the currency of the account, ${isoCurrency}`,
        )
      }
      return {
        transactedOn: one.date_transacted,
        postedOn: one.date_posted,
        minor: toMinor(one.amount, decimals, field('amount')),
        description: one.description,
      }
    })
    // It simulates a refresh: what was pending posts, and these are the transactions that the bank has now.
    await changeItem(context, item.itemId, (current) => ({
      item: {
        ...withEvents(
          current,
          { kind: 'post', at: now },
          { kind: 'create', at: now, account: account.key, rows },
        ),
        polledAt: now,
      },
    }))
    await announce(context, item.itemId)
    return {}
  },
)

export const sandboxTransactionsRoutes = [create]
