import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(import.meta.dirname, '../../app/globals.css'), 'utf8')

type Theme = 'light' | 'dark'

/** The colours of app/globals.css as `#rrggbb`, by token and theme. */
const tokens = new Map(
  [...css.matchAll(/--color-([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name ?? '', { light: light ?? '', dark: dark ?? '' }] as const,
  ),
)

function colour(token: string, theme: Theme): string {
  const found = tokens.get(token)
  if (!found) throw new Error(`app/globals.css has no colour ${token}`)
  return found[theme]
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(first: string, second: string): number {
  const [low = 0, high = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const TEXT: Record<string, string[]> = {
  paper: ['ink', 'ink-2', 'ink-3', 'keel', 'debt-ink', 'in', 'amber', 'alarm'],
  card: ['ink', 'ink-2', 'ink-3', 'keel', 'debt-ink', 'in', 'amber', 'alarm'],
  chip: ['ink', 'ink-2', 'keel', 'debt-ink', 'in', 'amber', 'alarm'],
  'keel-soft': ['ink', 'ink-2', 'keel'],
  'debt-soft': ['ink', 'ink-2', 'debt-ink'],
  'amber-soft': ['ink', 'ink-2', 'amber'],
  'alarm-soft': ['ink', 'ink-2', 'alarm'],
  ink: ['card', 'paper'],
  keel: ['card'],
  alarm: ['card'],
}

const SHAPES: Record<string, string[]> = {
  paper: ['edge', 'keel', 'debt'],
  card: ['edge', 'keel', 'debt'],
  'keel-soft': ['keel'],
  'debt-soft': ['debt'],
}

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const pairs = (table: Record<string, string[]>) =>
    Object.entries(table).flatMap(([ground, fronts]) => fronts.map((front) => [front, ground] as const))

  it.each(pairs(TEXT))('%s on %s can be read: at least 4.5:1', (front, ground) => {
    expect(contrast(colour(front, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(pairs(SHAPES))('a line or border in %s on %s can be seen: at least 3:1', (front, ground) => {
    expect(contrast(colour(front, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3)
  })
})

describe('the tokens', () => {
  it('are each written with a light and a dark value', () => {
    const names = [...css.matchAll(/^ {2}--color-([a-z0-9-]+): (.+);$/gm)]
      .filter(([, , value]) => !['initial', 'transparent', 'currentColor'].includes(value ?? ''))
      .map(([, name]) => name)
    expect(names.length).toBeGreaterThan(15)
    for (const name of names) expect(css).toMatch(new RegExp(`--color-${name}: light-dark\\(`))
  })

  it('allow no type size outside the scale', () => {
    const sizes = [...css.matchAll(/--text-(\d+): ([\d.]+)rem/g)].map(([, name, rem]) => [
      Number(name),
      Number(rem) * 16,
    ])
    expect(sizes).toEqual([12, 13, 14, 17, 21, 27, 40].map((size) => [size, size]))
  })
})
