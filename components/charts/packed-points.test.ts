import { expect, it } from 'vitest'
import { packPoints, unpackPoints } from './packed-points'
import { balancePoints } from './waterline-points'

it('points come out of their text as they went in', () => {
  const points = balancePoints(
    [
      { day: '2026-11-01', owned: '12.5', owed: '-100000000.25', net: '-99999987.75', estimated: true },
      { day: '2026-11-02', owned: '0', owed: '0', net: '0', estimated: false },
    ],
    'EUR',
    'de-CH',
  )
  expect(unpackPoints(packPoints(points))).toEqual(points)
})
