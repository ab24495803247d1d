import { connectItem, findDuplicate, type LinkContext } from '@/lib/connections/link'
import { listItems } from '@/lib/db/item-reads'
import { visitLinkOf } from '@/lib/plaid/emulator-link'

/** Pretend banks that tell one household's life together: dollars, a broker, euros, and a Bitcoin wallet. */
export const SAMPLE_BANKS = [
  'Alderbrook Bank',
  'Bramblewick Invest',
  'Noorderkade Bank',
  'Quillstone Wallet',
] as const

/**
 * Connects the sample banks that a household does not have yet, by the same steps as in a browser: a link token, a visit
 * to Link, the exchange, and the first sync asked for.
 *
 * @param askEmulator sends a request to the Plaid emulator: the visits to Link are made there, at no real bank.
 * @returns how many were connected. @throws Error when the emulator refuses a step. @throws BankFailure
 */
export async function linkSampleBanks(
  context: LinkContext,
  askEmulator: (request: Request) => Promise<Response>,
  person: { userId: string; householdId: string },
): Promise<number> {
  const known = new Set(
    (await listItems(context.db, person.householdId)).map(({ institutionName }) => institutionName),
  )
  const missing = SAMPLE_BANKS.filter((name) => !known.has(name))
  let connected = 0
  for (const name of missing) {
    const linkToken = await context.plaid.createLinkToken({ userId: person.userId, language: 'en' })
    const visit = await visitLinkOf(askEmulator, linkToken, name)
    const input = { ...visit, anotherLogin: false }
    // Asked for twice at once, the other one may have been here meanwhile.
    if (await findDuplicate(context.db, person.householdId, input)) continue
    await connectItem(context, person, input)
    connected += 1
  }
  return connected
}
