import { expect, it } from 'vitest'
import { inOrderOfWorth } from './currency-order'

const of = (...codes: string[]) => codes.map((currency) => ({ currency }))

it('puts currencies in the order of the balances, and those without a balance last as they were', () => {
  expect(inOrderOfWorth(of('CHF', 'EUR', 'AUD', 'BTC', 'USD'), of('USD', 'BTC', 'EUR'))).toEqual(
    of('USD', 'BTC', 'EUR', 'CHF', 'AUD'),
  )
})
