import { createHash } from 'node:crypto'
import { html, type Markup } from '../html'
import type { Institution } from '../world/institution'

type Rgb = readonly [number, number, number]

const toRgb = (hex: string): Rgb => {
  const digits = /^#([0-9a-f]{6})$/i.exec(hex)?.[1] ?? '3d4754'
  const channel = (at: number) => Number.parseInt(digits.slice(at, at + 2), 16)
  return [channel(0), channel(2), channel(4)]
}
const toHex = (rgb: Rgb) => `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`

const mixed = (one: Rgb, other: Rgb, share: number): Rgb => [
  one[0] + (other[0] - one[0]) * share,
  one[1] + (other[1] - one[1]) * share,
  one[2] + (other[2] - one[2]) * share,
]

function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
    const part = value / 255
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right)
  return (light + 0.05) / (dark + 0.05)
}

const white: Rgb = [255, 255, 255]
const black: Rgb = [12, 14, 17]

/** A colour, moved towards another until it can be read on a ground. */
function readableOn(ground: Rgb, colour: Rgb, towards: Rgb, ratio = 5): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mixed(colour, towards, share)
    if (contrast(candidate, ground) >= ratio) return candidate
  }
  return towards
}

/** The colours of a bank's own pages: everything follows from the one that it is known by, and can be read. */
export function bankColours({ primaryColor }: Institution) {
  const own = toRgb(primaryColor ?? '#3d4754')
  const paper: Rgb = [253, 252, 249]
  const night: Rgb = [24, 27, 32]
  // White words stand on the bank's cloth, also where its stripes cross, in both themes.
  const cloth = readableOn(white, own, black, 8.5)
  return {
    cloth: toHex(cloth),
    clothDark: toHex(mixed(cloth, black, 0.35)),
    accent: toHex(readableOn(paper, own, black)),
    accentDark: toHex(readableOn(night, own, white)),
    soft: toHex(mixed(own, paper, 0.92)),
    softDark: toHex(mixed(own, night, 0.82)),
  }
}

/** The bank's cloth: a check of its own, woven from its id, so that no two banks look alike. */
export function bankCloth({ id }: Institution): Markup {
  const bytes = createHash('sha256').update(`cloth of ${id}`).digest()
  const tile = 72
  const stripes = Array.from({ length: 4 }, (_, index) => ({
    at: (bytes[index] ?? 0) % tile,
    width: [1.5, 3, 8, 16][((bytes[index + 4] ?? 0) + index) % 4] ?? 3,
    strength: 0.04 + ((bytes[index + 8] ?? 0) % 6) / 100,
  }))
  return html`<svg class="cloth" aria-hidden="true" width="100%" height="100%">
<defs><pattern id="cloth" width="${tile}" height="${tile}" patternUnits="userSpaceOnUse" patternTransform="rotate(${((bytes[12] ?? 0) % 2) * 45})">
${stripes.map(
  ({ at, width, strength }) =>
    html`<rect x="${at}" width="${width}" height="${tile}" fill="#fff" fill-opacity="${strength}"/><rect y="${at}" width="${tile}" height="${width}" fill="#fff" fill-opacity="${strength}"/>`,
)}
</pattern></defs>
<rect width="100%" height="100%" fill="url(#cloth)"/>
</svg>`
}
