import { BankFailure } from '@/lib/bank/failure'
import { endUnanswered, findTries } from '@/lib/db/link-intents'
import { connectItem, type LinkContext } from './link'
import type { ConnectInput } from './schema'

/** `under_way`: an earlier try has exchanged the same token and is about to store what came of it. */
export type ConnectOutcome = { kind: 'connected'; itemId: string } | { kind: 'under_way' }

/**
 * The connection that an earlier try with the same session of Link has made: the page never got that try's answer and
 * asks again. Null when there is none.
 */
export async function findConnected(
  { db }: LinkContext,
  householdId: string,
  { linkSessionId }: ConnectInput,
): Promise<string | null> {
  return linkSessionId ? (await findTries(db, householdId, linkSessionId)).itemId : null
}

/**
 * Connects what Link gave, once, however often it is asked to: a public token can be exchanged once, and whoever comes
 * second is told what the first has made of it.
 *
 * @throws BankFailure, also when the token was used by a try of which nothing is known any more.
 */
export async function connectOnce(
  context: LinkContext,
  person: { userId: string; householdId: string },
  input: ConnectInput,
): Promise<ConnectOutcome> {
  const { db, clock } = context
  const { linkSessionId } = input
  try {
    const { itemId } = await connectItem(context, person, input)
    if (linkSessionId) await endUnanswered(db, person.householdId, linkSessionId, clock.now())
    return { kind: 'connected', itemId }
  } catch (error) {
    if (!(error instanceof BankFailure) || error.code !== 'INVALID_PUBLIC_TOKEN' || !linkSessionId)
      throw error
    const { itemId, isUnderWay } = await findTries(db, person.householdId, linkSessionId)
    if (itemId !== null) return { kind: 'connected', itemId }
    if (isUnderWay) return { kind: 'under_way' }
    throw error
  }
}
