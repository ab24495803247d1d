import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { categoryColour, colourOf } from '@/lib/finance/colours'
import { moneyText } from '@/lib/money/format'
import { ChartFrame } from './chart-frame'
import { ChartTable } from './chart-table'
import { useFrameWords } from './frame-words'
import { type FlowLink, type FlowNode, type FlowPart, moneyFlow } from './money-flow'
import { positiveTotal, ratio, shareLabel } from './ranking'
import { sankeyLayout } from './sankey-layout'
import { type FinishedNode, SankeyList } from './sankey-list'
import { SankeyPicture } from './sankey-picture'

interface SankeyFlowProps {
  /** Names figure and table, e.g. "Where money went, in US dollars". */
  label: string
  currency: string
  /** In the order in which they stand below each other. */
  nodes: readonly FlowNode[]
  links: readonly FlowLink[]
  title?: ReactNode
  summary?: ReactNode
  csvHref?: string
}

/**
 * Where money came from and what it went to, as ribbons as wide as their amounts; in a narrow place as lists with bars.
 * Drawn by the server.
 */
export function SankeyFlow({ label, currency, nodes, links, title, summary, csvHref }: SankeyFlowProps) {
  const t = useTranslations('charts')
  const locale = useLocale()
  const frame = useFrameWords(csvHref)
  if (links.length === 0) return null
  const layout = sankeyLayout(nodes, links)
  const text = (amount: string) => moneyText({ amount, currency }, locale)
  const sources = new Set(links.map(({ from }) => from))
  for (const { to } of links) sources.delete(to)
  const whole = positiveTotal(layout.nodes.filter(({ id }) => sources.has(id)).map(({ value }) => value))
  const finished = layout.nodes.map(
    (node): FinishedNode => ({
      ...node,
      ratio: ratio(node.value, whole),
      text: text(node.value),
      share: node.kind === 'hub' ? null : shareLabel(ratio(node.value, whole), locale),
      colour: colourOfNode(node),
    }),
  )
  const names = new Map(nodes.map(({ id, label: name }) => [id, name]))

  return (
    <ChartFrame
      title={title}
      summary={summary}
      {...frame}
      table={
        <ChartTable
          caption={label}
          columns={[
            { label: t('from') },
            { label: t('to'), align: 'left' },
            { label: t('amount') },
            { label: t('share') },
          ]}
          rows={links.map(({ from, to, amount }) => ({
            key: `${from} ${to}`,
            head: names.get(from) ?? from,
            cells: [names.get(to) ?? to, text(amount), shareLabel(ratio(amount, whole), locale)],
          }))}
        />
      }
    >
      <figure aria-label={label} className="@container">
        <SankeyPicture
          className="hidden @[38rem]:block"
          layout={layout}
          nodes={finished}
          title={({ from, to }) => `${names.get(from) ?? from} → ${names.get(to) ?? to}`}
          links={links}
        />
        <SankeyList className="@[38rem]:hidden" nodes={finished} links={links} moneyIn={t('moneyIn')} />
      </figure>
    </ChartFrame>
  )
}

function colourOfNode({ kind, code, colour }: FlowNode): string {
  if (colour) return colourOf(colour)
  if (kind === 'income') return 'var(--color-in)'
  if (kind === 'saved') return 'var(--color-keel)'
  if (kind === 'hub') return 'var(--color-ink)'
  return code ? colourOf(categoryColour(code)) : 'var(--color-debt)'
}

interface MoneyFlowProps extends Omit<SankeyFlowProps, 'nodes' | 'links'> {
  /** Sizes, exact; what is not above zero is left out. */
  income: readonly FlowPart[]
  spending: readonly FlowPart[]
  /** How many of either side stand by name. */
  limit?: number
  otherIncomeHref?: SankeyNodeHref
  otherSpendingHref?: SankeyNodeHref
}

type SankeyNodeHref = NonNullable<FlowNode['href']>

/** Money in by source, spending by category and what was kept, made equal on both sides. */
export function MoneyFlow({
  income,
  spending,
  limit = 8,
  otherIncomeHref,
  otherSpendingHref,
  ...rest
}: MoneyFlowProps) {
  const t = useTranslations('charts')
  const flow = moneyFlow(
    income,
    spending,
    {
      hub: t('allIn'),
      saved: t('saved'),
      drawn: t('drawn'),
      others: (count) => t('others', { count }),
    },
    limit,
    {
      ...(otherIncomeHref ? { otherIncome: otherIncomeHref } : {}),
      ...(otherSpendingHref ? { otherSpending: otherSpendingHref } : {}),
    },
  )
  return <SankeyFlow {...rest} {...flow} />
}
