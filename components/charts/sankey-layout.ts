import { exact, plain } from '@/lib/money/money'

interface LaidNode {
  id: string
  /** 0 is where money comes from. */
  column: number
  /** In pixels from the top. */
  top: number
  height: number
  /** Middle of the room that the node and its name have to themselves. */
  middle: number
  /** Exact: the greater of what flows in and what flows out. */
  value: string
}

interface LaidLink {
  from: string
  to: string
  /** Pixels from the top to the upper edge of the ribbon, at both ends. */
  fromTop: number
  toTop: number
  thickness: number
}

export interface SankeyLayout<N> {
  height: number
  columns: number
  nodes: (N & LaidNode)[]
  links: LaidLink[]
}

/** Height of all the money, in pixels, and of the name and the amount beside a node. */
const FLOW_HEIGHT = 280
const NAME_HEIGHT = 38
const GAP = 6
/** The name of a node in the middle stands above it. */
const HEAD = 44

/**
 * Where the nodes and the ribbons of a flow stand: heights in proportion to amounts, every node with enough room for
 * its name, every ribbon beside the others. Nodes keep the order in which they come, below the nodes they come from.
 * Widths are left to the page: a column is a part of whatever there is.
 */
export function sankeyLayout<N extends { id: string }>(
  nodes: readonly N[],
  links: readonly { from: string; to: string; amount: string }[],
): SankeyLayout<N> {
  const sum = (of: readonly { amount: string }[]) =>
    of.reduce((total, { amount }) => total.plus(amount), exact(0))
  const column = columnsOf(nodes, links)
  const values = new Map(
    nodes.map(({ id }) => {
      const incoming = sum(links.filter(({ to }) => to === id))
      const outgoing = sum(links.filter(({ from }) => from === id))
      return [id, incoming.greaterThan(outgoing) ? incoming : outgoing] as const
    }),
  )
  const count = Math.max(0, ...column.values()) + 1
  const inColumn = Array.from({ length: count }, (_, at) => nodes.filter(({ id }) => column.get(id) === at))
  const fullest = Math.max(
    ...inColumn.map((list) => list.reduce((total, { id }) => total + Number(values.get(id) ?? 0), 0)),
  )
  const scale = fullest > 0 ? FLOW_HEIGHT / fullest : 0
  const size = (id: string) => Number(values.get(id) ?? 0) * scale
  const room = (id: string) => Math.max(size(id), NAME_HEIGHT)
  const head = count > 2 ? HEAD : 0
  const height =
    head +
    Math.max(
      ...inColumn.map((list) => list.reduce((total, { id }) => total + room(id) + GAP, 0) - GAP),
      NAME_HEIGHT,
    )

  const laid: (N & LaidNode)[] = []
  const topOf = (id: string) => laid.find((node) => node.id === id)?.top ?? 0
  inColumn.forEach((list, at) => {
    const source = ({ id }: N) =>
      Math.min(...links.filter(({ to }) => to === id).map(({ from }) => topOf(from)))
    const order = at < 2 ? list : list.toSorted((a, b) => source(a) - source(b))
    const used = order.reduce((total, { id }) => total + room(id) + GAP, 0) - GAP
    let top = head + (height - head - used) / 2
    for (const node of order) {
      const middle = top + room(node.id) / 2
      laid.push({
        ...node,
        column: at,
        middle,
        top: middle - size(node.id) / 2,
        height: size(node.id),
        value: plain(values.get(node.id) ?? 0),
      })
      top += room(node.id) + GAP
    }
  })

  const thickness = (amount: string) => Number(amount) * scale
  /** How far down its node a ribbon begins: after those whose other end lies higher. */
  const before = (all: typeof links, other: (link: (typeof links)[number]) => string, until: string) =>
    all
      .filter((link) => topOf(other(link)) < topOf(until))
      .reduce((total, { amount }) => total + thickness(amount), 0)
  return {
    height,
    columns: count,
    nodes: laid,
    links: links.map(({ from, to, amount }) => ({
      from,
      to,
      thickness: thickness(amount),
      fromTop:
        topOf(from) +
        before(
          links.filter((link) => link.from === from),
          (link) => link.to,
          to,
        ),
      toTop:
        topOf(to) +
        before(
          links.filter((link) => link.to === to),
          (link) => link.from,
          from,
        ),
    })),
  }
}

/** The longest way to each node. A circle, which money never makes, ends after as many steps as there are nodes. */
function columnsOf(
  nodes: readonly { id: string }[],
  links: readonly { from: string; to: string }[],
): Map<string, number> {
  const column = new Map(nodes.map(({ id }) => [id, 0]))
  for (let round = 1; round < nodes.length; round += 1)
    for (const { from, to } of links) {
      const after = (column.get(from) ?? 0) + 1
      if (after > (column.get(to) ?? 0) && after < nodes.length) column.set(to, after)
    }
  return column
}
