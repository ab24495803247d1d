import { expect } from 'vitest'
import { dayOf } from '../day'
import { isDebt } from './books'
import type { History, Position } from './history'
import type { World } from './world'

/** What a world has told until a position. */
export interface Told {
  world: World
  history: History
  position: Position
}

/** Walks every balance back from the end, row by row: no day ends with one that no bank would show. */
export function expectSoundBalances({ world, history, position }: Told) {
  const totals = history.totals(position)
  const { added } = history.delta(null, position, null)
  for (const plan of world.accounts) {
    let balance = totals.get(plan.key)?.current ?? 0
    const rows = added
      .slice()
      .filter(({ after, entry }) => after !== 'pending' && entry.entry.account === plan.key)
      .sort((left, right) => right.entry.settledAt - left.entry.settledAt)
    let day = ''
    for (const { entry } of rows) {
      // What a chart shows is the end of a day.
      if (dayOf(entry.settledAt) !== day) {
        day = dayOf(entry.settledAt)
        if (plan.type === 'depository') expect(balance).toBeGreaterThan(0)
        if (plan.type === 'loan') expect(balance).toBeGreaterThanOrEqual(0)
        if (plan.limitMinor !== null) {
          expect(balance).toBeGreaterThan(-plan.limitMinor / 10)
          expect(balance).toBeLessThan(plan.limitMinor)
        }
      }
      balance += isDebt(plan) ? -entry.entry.postedMinor : entry.entry.postedMinor
    }
  }
}

/** Each balance has moved by what posted between a moment and the position, and by nothing else. */
export function expectMovedByWhatPosted({ world, history, position }: Told, since: number) {
  const earlier = { t: since, e: 0 }
  const rows = world.entries.filter(
    ({ settlesAt, fate }) => fate !== 'vanishes' && settlesAt > earlier.t && settlesAt <= position.t,
  )
  for (const plan of world.accounts) {
    const moved = rows
      .filter(({ account }) => account === plan.key)
      .reduce((sum, { postedMinor }) => sum + postedMinor, 0)
    const change =
      (history.totals(position).get(plan.key)?.current ?? 0) -
      (history.totals(earlier).get(plan.key)?.current ?? 0)
    expect(change).toBe(isDebt(plan) ? moved : 0 - moved)
  }
}
