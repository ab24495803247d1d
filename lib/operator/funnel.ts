import type { FunnelRow } from '@/lib/db/link-events'

/** In the order in which a visit comes to them; not every visit comes to all. */
export const FUNNEL_STEPS = [
  'opened',
  'consent',
  'selectInstitution',
  'signIn',
  'mfa',
  'selectAccount',
  'handoff',
] as const

export type FunnelCounts = Record<(typeof FUNNEL_STEPS)[number] | 'unfinished', number>

export interface FunnelTotal extends FunnelCounts {
  purpose: string
}

/** The counts of all banks together, by what Link was opened for. */
export function funnelTotals(rows: readonly FunnelRow[]): FunnelTotal[] {
  const totals = new Map<string, FunnelTotal>()
  for (const row of rows) {
    const { purpose } = row
    const total = totals.get(purpose) ?? {
      purpose,
      opened: 0,
      consent: 0,
      selectInstitution: 0,
      signIn: 0,
      mfa: 0,
      selectAccount: 0,
      handoff: 0,
      unfinished: 0,
    }
    for (const step of [...FUNNEL_STEPS, 'unfinished'] as const) total[step] += row[step]
    totals.set(purpose, total)
  }
  return [...totals.values()].sort((a, b) => b.opened - a.opened || a.purpose.localeCompare(b.purpose))
}

export interface FunnelLeaving {
  purpose: string
  /** Plaid's id; names stay with those who go there. */
  institutionId: string | null
  view: string | null
  errorCode: string | null
  count: number
}

/** Where visits ended without a connection, the most frequent first. */
export function funnelLeavings(rows: readonly FunnelRow[]): FunnelLeaving[] {
  return rows
    .flatMap(({ purpose, institution, exits }) =>
      exits.map((exit) => ({ purpose, institutionId: institution?.id ?? null, ...exit })),
    )
    .sort((a, b) => b.count - a.count)
}
