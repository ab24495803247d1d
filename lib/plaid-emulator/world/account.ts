import { derivedId } from '../ids'
import type { WireAccount } from '../wire'
import { toAmount } from './amount'
import { isDebt } from './books'
import type { AccountTotals } from './history'
import type { AccountPlan, Institution } from './institution'
import { portfolioMinor } from './products/portfolio'

const accountIds = new Map<string, Map<string, string>>()

/** The id of an account of an Item: another login, or the same one linked again, has others. */
export function accountId(itemId: string, accountKey: string): string {
  const ofItem = accountIds.get(itemId) ?? new Map<string, string>()
  const known = ofItem.get(accountKey)
  if (known !== undefined) return known
  if (accountIds.size > 200) accountIds.clear()
  const id = derivedId('account', itemId, accountKey)
  accountIds.set(itemId, ofItem.set(accountKey, id))
  return id
}

/** An account with its balances, as every endpoint shows it. */
export function toWireAccount(
  itemId: string,
  institution: Institution,
  plan: AccountPlan,
  totals: AccountTotals,
  t: number,
): WireAccount {
  const { decimals, isoCurrency, unofficialCurrency } = plan.currency ?? institution
  const current = portfolioMinor(institution.id, plan, t) ?? totals.current
  const available =
    plan.available !== undefined
      ? plan.available.minor
      : plan.type === 'depository'
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
    mask: plan.mask === '' ? null : plan.mask,
    name: plan.name,
    official_name: plan.officialName,
    type: plan.type,
    subtype: plan.subtype,
    holder_category: isDebt(plan) ? null : 'personal',
  }
}
