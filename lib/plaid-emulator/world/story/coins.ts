import { Decimal } from 'decimal.js'
import { at } from '../books'
import type { Purpose } from '../entry'
import { priceMinor, securities } from '../products/market'
import { coinShops, onChain } from '../wallet'
import { type CoinDay, monthlyCoinsMinor } from './calendar'

const satoshis = 100_000_000

/** Writes down a day of the wallet, in satoshis: coins bought each month, small purchases, miners' fees, the vault. */
export function keepCoins({ books, day, date, random, today }: CoinDay): void {
  const spend = (minor: number, purpose: Purpose, hours: number) => {
    const occurredAt = at(day, 9 + random.next() * 11)
    const settlesAt = occurredAt + hours * 3_600_000
    const common = { account: 'wallet', occurredAt, settlesAt, timed: true }
    books.add(day, { ...common, minor, pends: true, purpose })
    const fee = onChain('NETWORK FEE', 'BANK_FEES_OTHER_BANK_FEES', null)
    books.add(day, { ...common, minor: random.between(180, 1900), purpose: fee })
  }
  const buy = (hours: number) => {
    const [name, category] = random.pick(coinShops)
    spend(random.between(4_210, 38_400), onChain(name.toUpperCase(), category, name), hours)
  }
  if (date.dayOfMonth === 19) {
    books.add(day, {
      account: 'wallet',
      minor: -new Decimal(monthlyCoinsMinor)
        .times(satoshis)
        .div(priceMinor(securities.bitcoin, day))
        .floor()
        .toNumber(),
      occurredAt: at(day, 8),
      timed: true,
      purpose: onChain('BITCOIN PURCHASE RECEIVED', 'TRANSFER_IN_ACCOUNT_TRANSFER', null),
    })
  }
  if (date.dayOfMonth === 12)
    spend(
      9_500,
      onChain('BEACON RELAY', 'GENERAL_SERVICES_OTHER_GENERAL_SERVICES', 'Beacon Relay'),
      random.between(2, 20),
    )
  if (date.month % 3 === 0 && date.dayOfMonth === 23) {
    const from = 'Halfmoon Collective'
    books.add(day, {
      account: 'wallet',
      minor: -random.between(310_000, 620_000),
      occurredAt: at(day, 14.5),
      settlesAt: at(day + 1, 1),
      pends: true,
      timed: true,
      purpose: onChain('INVOICE PAID', 'INCOME_CONTRACTOR', null, from),
    })
  }
  if (random.chance(0.1)) buy(random.between(3, 26))
  // There is always a payment that the miners have not confirmed, from the first look at the wallet on.
  if (day >= today - 1 && (day - today + 1) % 3 === 0) buy(96)
  if (date.month % 3 === 1 && date.dayOfMonth === 15) {
    const minor = Math.floor((books.balance('wallet') - 6_000_000) / 100_000) * 100_000
    if (minor > 0) {
      const occurredAt = at(day, 10)
      books.add(day, {
        account: 'wallet',
        minor,
        occurredAt,
        timed: true,
        purpose: onChain('SENT TO BITCOIN VAULT', 'TRANSFER_OUT_SAVINGS', null),
      })
      books.add(day, {
        account: 'vault',
        minor: -minor,
        occurredAt,
        timed: true,
        purpose: onChain('RECEIVED FROM BITCOIN WALLET', 'TRANSFER_IN_SAVINGS', null),
      })
    }
  }
}
