import { cx } from '../ui/cx'
import { Link } from '../ui/link'
import type { FlowLink, FlowNode } from './money-flow'

/** A node with everything that is read of it, and where it stands in the picture (pixels from the top). */
export interface FinishedNode extends Omit<FlowNode, 'colour'> {
  column: number
  top: number
  height: number
  middle: number
  text: string
  /** "12%" of all that flows; null for the whole. */
  share: string | null
  ratio: number
  /** A CSS colour. */
  colour: string
}

interface SankeyListProps {
  nodes: readonly FinishedNode[]
  links: readonly FlowLink[]
  moneyIn: string
  className?: string
}

/** The flow where there is no room for ribbons: what came in, and below it what it went to, each with its bar. */
export function SankeyList({ nodes, links, moneyIn, className }: SankeyListProps) {
  const hubs = nodes.filter(({ kind }) => kind === 'hub')
  const sources = nodes.filter(({ column }) => column === 0)
  const roots = hubs.length > 0 ? hubs : sources
  return (
    <div className={cx('grid gap-4', className)}>
      {hubs.length > 0 ? (
        <ul aria-label={moneyIn} className="grid gap-2.5">
          {sources
            .filter(({ kind }) => kind !== 'hub')
            .map((node) => (
              <li key={node.id}>
                <Bar node={node} />
              </li>
            ))}
        </ul>
      ) : null}
      <ul className="grid gap-2.5 border-t border-line pt-3">
        {roots.map((node) => (
          <Branch key={node.id} node={node} nodes={nodes} links={links} seen={[]} />
        ))}
      </ul>
    </div>
  )
}

/** A node, and below it what its money went to. */
function Branch({
  node,
  nodes,
  links,
  seen,
}: {
  node: FinishedNode
  nodes: readonly FinishedNode[]
  links: readonly FlowLink[]
  /** The nodes above it, which cannot be below it as well. */
  seen: readonly string[]
}) {
  const path = [...seen, node.id]
  const next = nodes.filter(
    ({ id }) => !path.includes(id) && links.some(({ from, to }) => from === node.id && to === id),
  )
  return (
    <li>
      <Bar node={node} />
      {next.length > 0 ? (
        <ul className="mt-2.5 grid gap-2.5 border-l border-line-2 pl-3">
          {next.map((child) => (
            <Branch key={child.id} node={child} nodes={nodes} links={links} seen={path} />
          ))}
        </ul>
      ) : null}
    </li>
  )
}

function Bar({ node }: { node: FinishedNode }) {
  return (
    <div className="relative">
      <div className="flex items-baseline justify-between gap-3">
        {node.href ? (
          <Link href={node.href} className="touch-target truncate">
            {node.label}
          </Link>
        ) : (
          <span className="truncate">{node.label}</span>
        )}
        <span className="figures shrink-0 whitespace-nowrap">
          {node.text}
          <span className="inline-block w-11 text-right text-13 text-ink-2">{node.share}</span>
        </span>
      </div>
      <div aria-hidden="true" className="mt-1 h-1.5 rounded-full bg-line-2">
        <div
          className="h-full min-w-0.5 rounded-full"
          style={{ width: `${(node.ratio * 100).toFixed(2)}%`, background: node.colour }}
        />
      </div>
    </div>
  )
}
