import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { categoryGroups } from '@/lib/finance/categories'
import {
  COLOUR_NAMES,
  categoryColour,
  categoryIcon,
  colourOf,
  isColourName,
  isIconName,
  MARKED_PRIMARIES,
  SERIES,
} from './colours'

type Rgb = [number, number, number]

const THEMES = ['light', 'dark'] as const

function linear(hex: string): Rgb {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return [red, green, blue]
}

function pairOf(css: string): Record<(typeof THEMES)[number], string> {
  const [, light = '', dark = ''] = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(css) ?? []
  return { light, dark }
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red, green, blue] = linear(hex)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(first: string, second: string): number {
  const [low = 0, high = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

/** CIE 1976 lightness, 0 to 100. */
function lightness(hex: string): number {
  return 116 * Math.cbrt(luminance(hex)) - 16
}

/** Complete loss of one kind of cone, in linear light: Machado, Oliveira and Fernandes, 2009. */
const SIGHTS: Record<string, [Rgb, Rgb, Rgb]> = {
  'full colour vision': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function times(rows: [Rgb, Rgb, Rgb], [a, b, c]: Rgb): Rgb {
  const [first, second, third] = rows.map(([x, y, z]) => x * a + y * b + z * c)
  return [first ?? 0, second ?? 0, third ?? 0]
}

/** OKLab, in which equal distances look about equally far apart. */
function perceived(hex: string, sight: [Rgb, Rgb, Rgb]): Rgb {
  const seen = times(sight, linear(hex)).map((channel) => Math.min(1, Math.max(0, channel)))
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    [seen[0] ?? 0, seen[1] ?? 0, seen[2] ?? 0],
  ).map(Math.cbrt)
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [cones[0] ?? 0, cones[1] ?? 0, cones[2] ?? 0],
  )
}

const css = readFileSync(join(import.meta.dirname, '../../app/globals.css'), 'utf8')
const card = pairOf(/--color-card: (light-dark\([^)]+\))/.exec(css)?.[1] ?? '')
const pairs = COLOUR_NAMES.flatMap((first, index) =>
  COLOUR_NAMES.slice(index + 1).map((second) => [first, second] as const),
)

describe.each(THEMES)('in the %s theme', (theme) => {
  it.each(COLOUR_NAMES)('%s can be seen on the card: at least 3:1', (name) => {
    expect(contrast(pairOf(colourOf(name))[theme], card[theme])).toBeGreaterThanOrEqual(3)
  })

  it('no two colours are the same in grey', () => {
    for (const [first, second] of pairs) {
      const apart = lightness(pairOf(colourOf(first))[theme]) - lightness(pairOf(colourOf(second))[theme])
      expect(Math.abs(apart), `${first} and ${second}`).toBeGreaterThan(3)
    }
  })

  it.each(Object.entries(SIGHTS))('no two colours look alike with %s', (_, sight) => {
    for (const [first, second] of pairs) {
      const [one, other] = [first, second].map((name) => perceived(pairOf(colourOf(name))[theme], sight))
      const apart = Math.hypot(...(one ?? []).map((value, axis) => value - (other?.[axis] ?? 0)))
      expect(apart, `${first} and ${second}`).toBeGreaterThan(0.05)
    }
  })

  it('the parts of a whole differ from their neighbours at a glance', () => {
    SERIES.slice(1).forEach((name, index) => {
      const before = pairOf(colourOf(SERIES[index] ?? name))[theme]
      expect(contrast(pairOf(colourOf(name))[theme], before), name).toBeGreaterThan(1.25)
    })
  })

  it.each(SERIES)('a share written on %s can be read: at least 4.5:1', (name) => {
    expect(contrast(pairOf(colourOf(name))[theme], card[theme])).toBeGreaterThanOrEqual(4.5)
  })
})

describe('the looks of a category', () => {
  it('are there for each of the primary categories', () => {
    const primaries = categoryGroups.map(({ primary }) => primary)
    expect(primaries.filter((primary) => !MARKED_PRIMARIES.includes(primary))).toEqual([])
  })

  it('are the same for a group and for all that belongs to it', () => {
    for (const { primary, detailed } of categoryGroups)
      for (const code of detailed) {
        expect(categoryColour(code)).toBe(categoryColour(primary))
        expect(categoryIcon(code)).toBe(categoryIcon(primary))
      }
  })

  it('are plain for a code nobody knows', () => {
    for (const code of ['SPACE_TRAVEL', '', 'INCOMES', null, undefined]) {
      expect(categoryColour(code)).toBe('slate')
      expect(categoryIcon(code)).toBe('tag')
    }
  })

  it('are known by name, and by nothing that every object has', () => {
    expect(isColourName('teal')).toBe(true)
    expect(isIconName('piggy-bank')).toBe(true)
    for (const name of ['toString', 'constructor', '']) {
      expect(isColourName(name)).toBe(false)
      expect(isIconName(name)).toBe(false)
    }
  })
})
