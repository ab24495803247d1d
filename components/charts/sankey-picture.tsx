import { cx } from '../ui/cx'
import { Link } from '../ui/link'
import type { FlowLink } from './money-flow'
import type { SankeyLayout } from './sankey-layout'
import type { FinishedNode } from './sankey-list'

const SIZE = 1000

interface SankeyPictureProps {
  layout: SankeyLayout<{ id: string }>
  nodes: readonly FinishedNode[]
  links: readonly FlowLink[]
  /** What the pointer is told on a ribbon: names alone, for amounts may be hidden from those who look on. */
  title: (link: FlowLink) => string
  className?: string
}

/** Ribbons in an svg that stretches with its place; names beside the nodes, as text of the page. */
export function SankeyPicture({ layout, nodes, links, title, className }: SankeyPictureProps) {
  const { height, columns } = layout
  const across = (column: number) => column / Math.max(1, columns - 1)
  const byId = new Map(nodes.map((node) => [node.id, node]))

  return (
    <div className={cx('text-13', className)}>
      <div className="relative mr-48 ml-40" style={{ height: `${height.toFixed(0)}px` }}>
        <svg
          viewBox={`0 0 ${SIZE} ${height.toFixed(0)}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          className="absolute inset-0 size-full animate-unroll"
        >
          {layout.links.map((ribbon, index) => {
            const from = byId.get(ribbon.from)
            const to = byId.get(ribbon.to)
            const link = links[index]
            if (!from || !to || !link) return null
            const thickness = Math.max(1, ribbon.thickness)
            return (
              <path
                key={`${ribbon.from} ${ribbon.to}`}
                d={ribbonPath(
                  across(from.column) * SIZE,
                  ribbon.fromTop,
                  across(to.column) * SIZE,
                  ribbon.toTop,
                  thickness,
                )}
                className="opacity-30 transition-opacity hover:opacity-55"
                style={{ fill: to.kind === 'hub' ? from.colour : to.colour }}
              >
                <title>{title(link)}</title>
              </path>
            )
          })}
        </svg>
        <ul>
          {nodes.map((node) => (
            <li key={node.id}>
              <span
                aria-hidden="true"
                className="absolute w-2 -translate-x-1/2 rounded-[2px]"
                style={{
                  left: `${(across(node.column) * 100).toFixed(3)}%`,
                  top: `${node.top.toFixed(1)}px`,
                  height: `${Math.max(2, node.height).toFixed(1)}px`,
                  background: node.colour,
                }}
              />
              <Name node={node} columns={columns} left={across(node.column)} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function Name({ node, columns, left }: { node: FinishedNode; columns: number; left: number }) {
  const first = node.column === 0
  const last = node.column === columns - 1
  const above = node.kind === 'hub' && !first && !last
  return (
    <span
      className={cx(
        'absolute leading-[1.15rem]',
        above && '-translate-x-1/2 -translate-y-full pb-1.5 text-center whitespace-nowrap',
        !above && '-translate-y-1/2',
        !above && !first && !last && 'halo',
        first && 'right-full mr-3 w-36 text-right',
        !first && !above && 'ml-3 w-44',
      )}
      style={{
        top: `${(above ? node.top : node.middle).toFixed(1)}px`,
        ...(first ? {} : { left: `${(left * 100).toFixed(3)}%` }),
      }}
    >
      <span className="block truncate" title={node.label}>
        {node.href ? (
          <Link
            href={node.href}
            className="underline decoration-line underline-offset-4 hover:decoration-ink-3"
          >
            {node.label}
          </Link>
        ) : (
          node.label
        )}
      </span>
      <span className="figures block text-12 text-ink-2">
        <span className="text-ink">{node.text}</span> {node.share}
      </span>
    </span>
  )
}

/** A ribbon of even thickness that leaves and arrives level. */
function ribbonPath(x0: number, y0: number, x1: number, y1: number, thickness: number): string {
  const middle = ((x0 + x1) / 2).toFixed(1)
  const at = (value: number) => value.toFixed(1)
  return [
    `M${at(x0)},${at(y0)}`,
    `C${middle},${at(y0)} ${middle},${at(y1)} ${at(x1)},${at(y1)}`,
    `V${at(y1 + thickness)}`,
    `C${middle},${at(y1 + thickness)} ${middle},${at(y0 + thickness)} ${at(x0)},${at(y0 + thickness)}`,
    'Z',
  ].join('')
}
