import type { Overview } from '@/lib/dashboard/queries'

/** Something that a person may want to look at. The more it matters, the earlier it stands. */
export type Need =
  | { kind: 'missed' | 'price'; id: string; news: Overview['recurringNews'][number] }
  | { kind: 'budget'; id: string; news: Overview['budgetNews'][number] }
  | { kind: 'review'; id: string; count: number }

const RANK: Readonly<Record<Need['kind'], number>> = { missed: 0, budget: 1, price: 2, review: 3 }

/** What needs the person, beside the connections that say so themselves; empty while all is well. */
export function needsOf({
  recurringNews,
  budgetNews,
  unreviewed,
}: Pick<Overview, 'recurringNews' | 'budgetNews' | 'unreviewed'>): Need[] {
  const needs: Need[] = [
    ...recurringNews.map((news): Need => ({ kind: news.news, id: `${news.news} ${news.streamId}`, news })),
    ...budgetNews.map(
      (news): Need => ({ kind: 'budget', id: `budget ${news.category} ${news.currency}`, news }),
    ),
  ]
  if (unreviewed.count > 0) needs.push({ kind: 'review', id: 'review', count: unreviewed.count })
  return needs.sort((a, b) => RANK[a.kind] - RANK[b.kind])
}
