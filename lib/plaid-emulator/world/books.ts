import { dayMs } from '../day'
import type { Entry, Fate, Purpose } from './entry'
import type { AccountPlan } from './institution'

/** A movement to be written down; what is left out is the usual. */
export interface Draft {
  account: string
  /** Minor units, positive = money out of the account. */
  minor: number
  /** The posted amount where it differs from the pending one. */
  postedMinor?: number
  occurredAt: number
  /** Defaults to `occurredAt`: it posts at once. */
  settlesAt?: number
  pends?: boolean
  fate?: Fate
  enrichedAt?: number | null
  timed?: boolean
  purpose: Purpose
}

/** The pretend bank's books while they are being written, day after day. */
export interface Books {
  readonly entries: Entry[]
  /** Writes a movement of the given day. */
  add(day: number, draft: Draft): void
  /** What the account will hold (or owe) once everything written so far has settled, in minor units. */
  balance(account: string): number
  /** What the account holds (or owes) at a moment of the last days, by what has settled until then. */
  settledBalance(account: string, moment: number): number
}

/** True where the balance is what is owed: a credit card or a loan. */
export function isDebt(plan: Pick<AccountPlan, 'type'>): boolean {
  return plan.type === 'credit' || plan.type === 'loan'
}

/** Empty books over accounts with their opening balances. */
export function openBooks(accounts: readonly AccountPlan[]): Books {
  const entries: Entry[] = []
  const balances = new Map(accounts.map(({ key, openingMinor }) => [key, openingMinor]))
  const debts = new Set(accounts.filter(isDebt).map(({ key }) => key))
  const balance = (account: string) => balances.get(account) ?? 0
  let numbered = { day: -1, next: 0 }
  return {
    entries,
    add: (day, draft) => {
      numbered = numbered.day === day ? { day, next: numbered.next + 1 } : { day, next: 0 }
      const {
        account,
        minor,
        postedMinor = minor,
        occurredAt,
        settlesAt = occurredAt,
        fate = 'posts',
      } = draft
      entries.push({
        key: `${day}.${numbered.next}`,
        account,
        pendingMinor: minor,
        postedMinor,
        occurredAt,
        settlesAt,
        pends: draft.pends ?? false,
        fate,
        enrichedAt: draft.enrichedAt ?? null,
        timed: draft.timed ?? false,
        purpose: draft.purpose,
      })
      if (fate === 'vanishes') return
      const before = balances.get(account) ?? 0
      balances.set(account, debts.has(account) ? before + postedMinor : before - postedMinor)
    },
    balance,
    settledBalance: (account, moment) => {
      let open = 0
      for (let index = entries.length - 1; index >= 0; index -= 1) {
        const entry = entries[index]
        // Nothing takes longer than a month to settle.
        if (entry === undefined || entry.occurredAt < moment - 31 * dayMs) break
        if (entry.account === account && entry.fate !== 'vanishes' && entry.settlesAt > moment)
          open += entry.postedMinor
      }
      return debts.has(account) ? balance(account) - open : balance(account) + open
    },
  }
}

/** The moment of a day number at an hour (fractions allowed), in milliseconds. */
export function at(day: number, hour: number): number {
  return day * dayMs + Math.round(hour * 3_600_000)
}
