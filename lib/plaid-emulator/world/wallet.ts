import type { DateParts } from '../day'
import type { Random } from '../random'
import { at, type Books } from './books'
import type { Category } from './categories'
import type { Purpose } from './entry'

/** What a movement of coins is for: a shop's name, or a payer's, where there is one. */
export function onChain(
  name: string,
  category: Category,
  merchant: string | null,
  from: string | null = null,
): Purpose {
  return {
    name,
    pendingName: `${name} (UNCONFIRMED)`,
    merchant,
    category,
    channel: 'online',
    place: null,
    code: null,
    counterparty:
      merchant !== null
        ? { name: merchant, type: 'merchant' }
        : from !== null
          ? { name: from, type: 'income_source' }
          : null,
    ...(from === null ? {} : { payer: from }),
  }
}

/** Who takes coins. */
export const coinShops: readonly (readonly [string, Category])[] = [
  ['Sathouse Coffee', 'FOOD_AND_DRINK_COFFEE'],
  ['Lightning Larder', 'FOOD_AND_DRINK_GROCERIES'],
  ['Blockside Books', 'GENERAL_MERCHANDISE_BOOKSTORES_AND_NEWSSTANDS'],
  ['Nodeworks Hardware', 'GENERAL_MERCHANDISE_ELECTRONICS'],
  ['Orbit VPN', 'GENERAL_SERVICES_OTHER_GENERAL_SERVICES'],
]

/** Writes down a day of a Bitcoin wallet, in satoshis: weekly top-ups, a client, small purchases, miners' fees, the vault. */
export function keepWallet(books: Books, day: number, date: DateParts, random: Random): void {
  const spend = (minor: number, purpose: Purpose, hours: number) => {
    // What is not there cannot be spent: a wallet has no overdraft.
    if (books.balance('wallet') - minor < 400_000) return
    const occurredAt = at(day, 9 + random.next() * 11)
    books.add(day, {
      account: 'wallet',
      minor,
      occurredAt,
      settlesAt: occurredAt + hours * 3_600_000,
      pends: true,
      timed: true,
      purpose,
    })
    const fee = random.between(180, 2400)
    books.add(day, {
      account: 'wallet',
      minor: fee,
      occurredAt,
      settlesAt: occurredAt + hours * 3_600_000,
      pends: false,
      timed: true,
      purpose: onChain('NETWORK FEE', 'BANK_FEES_OTHER_BANK_FEES', null),
    })
  }
  if (date.weekday === 1) {
    books.add(day, {
      account: 'wallet',
      minor: -random.between(90_112, 161_877),
      occurredAt: at(day, 8),
      timed: true,
      purpose: onChain('WEEKLY PURCHASE RECEIVED', 'TRANSFER_IN_ACCOUNT_TRANSFER', null),
    })
  }
  if (date.dayOfMonth === 9) {
    books.add(day, {
      account: 'wallet',
      minor: -random.between(320_410, 540_950),
      occurredAt: at(day, 14.5),
      settlesAt: at(day + 1, 1),
      pends: true,
      timed: true,
      purpose: onChain('INVOICE PAID', 'INCOME_CONTRACTOR', null, 'Halfmoon Collective'),
    })
  }
  const buy = (hours: number) => {
    const [name, category] = random.pick(coinShops)
    spend(random.between(4_210, 41_380), onChain(name.toUpperCase(), category, name), hours)
  }
  if (random.chance(0.12)) buy(random.between(6, 30))
  // Frugal payers wait for the miners: two small payments are unconfirmed at any time.
  if (day % 2 === 0) buy(61)
  if (day % 3 === 1) buy(85)
  if (date.dayOfMonth === 15) {
    const minor = Math.floor((books.balance('wallet') - 3_000_000) / 100_000) * 100_000
    if (minor > 0) {
      books.add(day, {
        account: 'wallet',
        minor,
        occurredAt: at(day, 10),
        timed: true,
        purpose: onChain('SENT TO COLD VAULT', 'TRANSFER_OUT_SAVINGS', null),
      })
      books.add(day, {
        account: 'vault',
        minor: -minor,
        occurredAt: at(day, 10),
        timed: true,
        purpose: onChain('RECEIVED FROM SPENDING WALLET', 'TRANSFER_IN_SAVINGS', null),
      })
    }
  }
}
