import type { Figure } from './figure'

/** As many as say something: what is very small is not nothing. */
const digitsOf = (value: number) => (value < 0.01 ? 5 : value < 10 ? 2 : value < 100 ? 1 : 0)

const written = (value: number | null, unit = '') =>
  value === null ? '' : `${value.toLocaleString('en', { maximumFractionDigits: digitsOf(value) })}${unit}`

const HEADINGS = ['figure', 'rows', 'database', 'Evenkeel', 'floor', 'ratio', 'target', ''] as const

/** The figures in columns of equal width, as text. */
export function tableOf(figures: readonly Figure[]): string {
  const lines = figures.map((figure) => [
    figure.figure,
    figure.rows === 0 ? '' : figure.rows.toLocaleString('en'),
    figure.database,
    written(figure.subject, ` ${figure.unit}`),
    written(figure.floor, ` ${figure.unit}`),
    written(figure.ratio),
    figure.target === null ? '' : `≤ ${written(figure.target)}`,
    figure.met === null ? '' : figure.met ? '✓' : '✗',
  ])
  const widths = HEADINGS.map((heading, at) =>
    Math.max(heading.length, ...lines.map((cells) => cells[at]?.length ?? 0)),
  )
  const left = new Set([0, 2, 7])
  const toLine = (cells: readonly string[]) =>
    cells
      .map((cell, at) => (left.has(at) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd()
  return [toLine(HEADINGS), ...lines.map(toLine)].join('\n')
}
