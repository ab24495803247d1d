import type { Route } from 'next'
import type { ColourName } from '@/lib/finance/colours'
import { exact, plain } from '@/lib/money/money'
import { folded, type Part, total } from './ranking'

export type FlowKind = 'income' | 'hub' | 'spending' | 'saved'

export interface FlowNode {
  id: string
  label: string
  kind: FlowKind
  href?: Route
  /** Plaid's code, for the colour of spending. */
  code?: string | null
  colour?: ColourName | null
}

export interface FlowLink {
  from: string
  to: string
  /** A size, exact and above zero. */
  amount: string
}

/** A source of money or a use of it; a size, exact. What is not above zero does not flow. */
export interface FlowPart extends Part {
  label: string
  href?: Route
  code?: string | null
  colour?: ColourName | null
}

interface MoneyFlowWords {
  hub: string
  saved: string
  drawn: string
  others: (count: number) => string
}

interface Hrefs {
  otherIncome?: Route
  otherSpending?: Route
}

/**
 * Money in, what it went to, and what was kept of it, for a flow whose two sides are equal to the last digit: when more
 * was spent than came in, the difference comes from what was there. The smaller parts of a side are one.
 */
export function moneyFlow(
  income: readonly FlowPart[],
  spending: readonly FlowPart[],
  words: MoneyFlowWords,
  limit = 8,
  hrefs: Hrefs = {},
): { nodes: FlowNode[]; links: FlowLink[] } {
  const sides = {
    income: side(income, 'in', words, limit, hrefs.otherIncome),
    spending: side(spending, 'out', words, limit, hrefs.otherSpending),
  }
  const kept = exact(total(sides.income.map(({ amount }) => amount))).minus(
    total(sides.spending.map(({ amount }) => amount)),
  )
  if (sides.income.length === 0 && sides.spending.length === 0) return { nodes: [], links: [] }
  const difference = plain(kept.abs())
  const hub: FlowNode = { id: 'hub', label: words.hub, kind: 'hub' }
  const node = (kind: FlowKind, { amount: _, ...part }: FlowPart): FlowNode => ({ ...part, kind })
  return {
    nodes: [
      ...sides.income.map((part) => node('income', part)),
      ...(kept.isNegative()
        ? [{ id: 'drawn', label: words.drawn, kind: 'income', colour: 'slate' } as const]
        : []),
      hub,
      ...sides.spending.map((part) => node('spending', part)),
      ...(kept.greaterThan(0) ? [{ id: 'saved', label: words.saved, kind: 'saved' } as const] : []),
    ],
    links: [
      ...sides.income.map(({ id, amount }) => ({ from: id, to: hub.id, amount })),
      ...(kept.isNegative() ? [{ from: 'drawn', to: hub.id, amount: difference }] : []),
      ...sides.spending.map(({ id, amount }) => ({ from: hub.id, to: id, amount })),
      ...(kept.greaterThan(0) ? [{ from: hub.id, to: 'saved', amount: difference }] : []),
    ],
  }
}

/** The parts of one side, largest first, with ids that no part of the other side has. */
function side(
  parts: readonly FlowPart[],
  prefix: 'in' | 'out',
  words: MoneyFlowWords,
  limit: number,
  othersHref: Route | undefined,
): FlowPart[] {
  const { shown, rest } = folded(
    parts.filter(({ amount }) => exact(amount).greaterThan(0)),
    limit,
  )
  const named = shown.map((part) => ({ ...part, id: `${prefix}:${part.id}`, amount: plain(part.amount) }))
  if (rest.length === 0) return named
  const others: FlowPart = {
    id: `${prefix} others`,
    label: words.others(rest.length),
    amount: total(rest.map(({ amount }) => amount)),
    colour: 'slate',
    ...(othersHref ? { href: othersHref } : {}),
  }
  return [...named, others]
}
