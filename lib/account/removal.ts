import { BankFailure } from '@/lib/bank/failure'
import { cleanUpIntent, type LinkContext } from '@/lib/connections/link'
import { recoverRotation } from '@/lib/connections/rotation'
import {
  listAccessToEnd,
  listForsakenHouseholds,
  listRotating,
  removePerson,
  sweepForsakenHousehold,
} from '@/lib/db/household-removal'

/** Households of one schedule's run. */
const MOST_HOUSEHOLDS = 20

/**
 * Deletes a person and, where nobody else is in it, their household with everything that is in it; then ends the access
 * to its banks at Plaid. What Plaid cannot end now is kept, sealed and without a name, for the schedule.
 *
 * @param until milliseconds of real time, after which no further bank is asked for now.
 * @returns how many connections are still to be ended at Plaid.
 */
export async function removeAccount(
  context: LinkContext,
  person: { userId: string; householdId: string },
  until: number,
): Promise<{ waiting: number }> {
  const { db, clock, log } = context
  for (const itemId of await listRotating(db, person.householdId)) {
    try {
      await recoverRotation(context, { householdId: person.householdId, itemId })
    } catch (error) {
      // Then it is had back by what the intent takes over.
      if (!(error instanceof BankFailure)) throw error
    }
  }
  const { householdRemoved } = await removePerson(db, person, clock.now())
  const waiting = householdRemoved ? await endAccess(context, person.householdId, until) : 0
  log.info({ event: 'account_removed', waiting })
  return { waiting }
}

/** Goes on with what was left of removed accounts. @param until milliseconds of real time, by which it is to be done. */
export async function finishRemovals(context: LinkContext, until: number): Promise<void> {
  for (const householdId of await listForsakenHouseholds(context.db, MOST_HOUSEHOLDS)) {
    if (Date.now() > until) return
    await endAccess(context, householdId, until)
  }
}

async function endAccess(context: LinkContext, householdId: string, until: number): Promise<number> {
  const { db, clock } = context
  await sweepForsakenHousehold(db, householdId, clock.now())
  for (const intent of await listAccessToEnd(db, householdId)) {
    if (Date.now() > until) break
    await cleanUpIntent(context, intent)
  }
  return sweepForsakenHousehold(db, householdId, clock.now())
}
