import { ESTIMATED, fromTop, type WaterlinePoint, waterlineRows, waterlineScale } from './waterline-scale'

const SIZE = 1000

interface WaterlineStillProps {
  points: WaterlinePoint[]
  /** The hairlines, for where their names stand beside them. */
  rules?: boolean
  /** Each value holds until the next, as the price of something does. */
  step?: boolean
}

/**
 * The waterline chart as a picture: drawn by the server, painted with the page, needs no script. It is what is seen
 * until the chart that answers has arrived, and all of it where nothing has to answer.
 */
export function WaterlineStill({ points, rules = true, step = false }: WaterlineStillProps) {
  const scale = waterlineScale(points)
  const rows = waterlineRows(points)
  const x = (index: number) => ((index / (rows.length - 1)) * SIZE).toFixed(1)
  const y = (value: number) => (fromTop(value, scale) * SIZE).toFixed(1)
  const zero = y(0)

  /** Runs of neighbouring days that have a value, as "x,y" pairs. */
  function runs(value: (row: (typeof rows)[number]) => number | undefined): string[][] {
    const found: string[][] = []
    let run: string[] = []
    rows.forEach((row, index) => {
      const here = value(row)
      if (here !== undefined) run.push(`${x(index)},${y(here)}`)
      else if (run.length > 0) {
        found.push(run)
        run = []
      }
    })
    if (run.length > 0) found.push(run)
    return found.filter((pairs) => pairs.length > 1)
  }

  /** From point to point: straight, or level and then up or down. */
  const path = (pairs: string[]) =>
    step
      ? pairs.map((pair, index) => (index === 0 ? pair : `H${pair.replace(',', 'V')}`)).join('')
      : pairs.join('L')
  const line = (pairs: string[]) => `M${path(pairs)}`
  const area = (pairs: string[]) => {
    const [from] = (pairs[0] ?? '').split(',')
    const [to] = (pairs.at(-1) ?? '').split(',')
    return `M${from},${zero}L${path(pairs)}L${to},${zero}Z`
  }
  const areas = (value: Parameters<typeof runs>[0]) => runs(value).map(area).join('')
  const lines = (value: Parameters<typeof runs>[0]) => runs(value).map(line).join('')

  return (
    <svg
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      preserveAspectRatio="none"
      fill="none"
      aria-hidden="true"
      className="absolute inset-0 size-full overflow-visible"
    >
      <g fill="var(--color-keel-soft)">
        <path d={areas((row) => row.owned)} />
        <path d={areas((row) => row.ownedEstimated)} opacity={ESTIMATED.areaOpacity} />
      </g>
      <g fill="var(--color-debt-soft)">
        <path d={areas((row) => row.owed)} />
        <path d={areas((row) => row.owedEstimated)} opacity={ESTIMATED.areaOpacity} />
      </g>
      <g stroke="var(--color-ink)" strokeOpacity={0.1}>
        {(rules ? scale.rules : []).map((rule) => (
          <path key={rule} d={`M0,${y(rule)}H${SIZE}`} vectorEffect="non-scaling-stroke" />
        ))}
      </g>
      <path
        d={`M0,${zero}H${SIZE}`}
        stroke="var(--color-ink)"
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
      />
      <g stroke="var(--color-keel)" strokeWidth={2} strokeLinejoin="round" strokeLinecap="round">
        <path d={lines((row) => row.net)} vectorEffect="non-scaling-stroke" />
        <path
          d={lines((row) => row.netEstimated)}
          strokeWidth={ESTIMATED.lineWidth}
          strokeOpacity={ESTIMATED.lineOpacity}
          vectorEffect="non-scaling-stroke"
        />
      </g>
    </svg>
  )
}
