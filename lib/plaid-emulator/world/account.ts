import { dayNumber } from '../day'
import { derivedId } from '../ids'
import type { WireAccount } from '../wire'
import { toAmount } from './amount'
import { isDebt } from './books'
import type { AccountTotals } from './history'
import type { AccountPlan, Institution } from './institution'

const accountIds = new Map<string, string>()

/** The id of an account of an Item: another login, or the same one linked again, has others. */
export function accountId(itemId: string, accountKey: string): string {
  const key = `${itemId}/${accountKey}`
  const known = accountIds.get(key)
  if (known !== undefined) return known
  if (accountIds.size > 1000) accountIds.clear()
  const id = derivedId('account', itemId, accountKey)
  accountIds.set(key, id)
  return id
}

/** The worth of a pension at a time, in minor units: no movements, but it grows, and dips now and then. */
function pensionMinor(plan: AccountPlan, t: number): number {
  const day = dayNumber(t)
  const growth = 1 + (day - 18_900) * 0.00023
  const swing = 0.022 * Math.sin(day / 23) + 0.013 * Math.sin(day / 7.3) + 0.03 * Math.sin(day / 151)
  return Math.round(plan.openingMinor * (growth + swing))
}

/** An account with its balances, as every endpoint shows it. */
export function toWireAccount(
  itemId: string,
  institution: Institution,
  plan: AccountPlan,
  totals: AccountTotals,
  t: number,
): WireAccount {
  const { decimals, isoCurrency, unofficialCurrency } = institution
  const current = plan.role === 'pension' ? pensionMinor(plan, t) : totals.current
  const available =
    plan.type === 'depository'
      ? current - totals.pending
      : plan.limitMinor === null
        ? null
        : plan.limitMinor - current - totals.pending
  return {
    account_id: accountId(itemId, plan.key),
    balances: {
      available: available === null ? null : toAmount(available, decimals),
      current: toAmount(current, decimals),
      limit: plan.limitMinor === null ? null : toAmount(plan.limitMinor, decimals),
      iso_currency_code: isoCurrency,
      unofficial_currency_code: unofficialCurrency,
    },
    mask: plan.mask,
    name: plan.name,
    official_name: plan.officialName,
    type: plan.type,
    subtype: plan.subtype,
    holder_category: isDebt(plan) ? null : 'personal',
  }
}
