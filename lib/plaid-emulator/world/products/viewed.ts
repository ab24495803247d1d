import { dayMs } from '../../day'
import { itemSeed, type SignedIn } from '../../item-seed'
import type { WireAccount } from '../../wire'
import { accountId, toWireAccount } from '../account'
import type { History, Position } from '../history'
import type { AccountPlan, Currency, Institution } from '../institution'
import type { World } from '../world'

/** An Item's banks as they were seen in one state. */
export interface Viewed {
  item: SignedIn
  institution: Institution
  world: World
  history: History
  position: Position
}

/** What an account's amounts are in. */
export const currencyOf = (institution: Institution, plan: AccountPlan): Currency =>
  plan.currency ?? institution

/** The two keys that say on the wire what an amount is in. */
export function currencyKeys({ isoCurrency, unofficialCurrency }: Currency) {
  return { iso_currency_code: isoCurrency, unofficial_currency_code: unofficialCurrency }
}

/** What the ids of the viewed Item follow from. */
export const seedOf = ({ item }: Viewed) => itemSeed(item)

/** The id of an account of the viewed Item. */
export const idOf = ({ item }: Viewed, plan: AccountPlan) => accountId(itemSeed(item), plan.key)

/** Accounts on the wire, with the balances of the viewed state. */
export function wireAccounts(viewed: Viewed, plans: readonly AccountPlan[]): WireAccount[] {
  const { item, institution, history, position } = viewed
  const totals = history.totals(position)
  return plans.map((plan) =>
    toWireAccount(
      itemSeed(item),
      institution,
      plan,
      totals.get(plan.key) ?? { current: 0, pending: 0 },
      position.t,
    ),
  )
}

/** What an account held or owed at the end of a day number, in minor units, as far as the viewed state knows. */
export function minorAtEndOf({ history, position }: Viewed, plan: AccountPlan, day: number): number {
  const t = Math.min(position.t, (day + 1) * dayMs - 1)
  return history.totals({ t, e: position.e }).get(plan.key)?.current ?? plan.openingMinor
}
