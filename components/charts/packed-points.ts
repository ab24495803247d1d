import type { WaterlinePoint } from './waterline-scale'

/**
 * Points as one text, for the way to the browser: told one by one, each of their parts is told and read by itself. In an
 * object, so that chart and table are told of it once.
 */
export interface PackedPoints {
  text: string
}

type Packed = [
  day: string,
  owned: number,
  owed: number,
  net: number,
  ownedText: string,
  owedText: string,
  netText: string,
  estimated: 0 | 1,
]

export function packPoints(points: readonly WaterlinePoint[]): PackedPoints {
  const text = JSON.stringify(
    points.map(
      ({ day, owned, owed, net, ownedText, owedText, netText, estimated }): Packed => [
        day,
        owned,
        owed,
        net,
        ownedText,
        owedText,
        netText,
        estimated ? 1 : 0,
      ],
    ),
  )
  return { text }
}

/** What `packPoints` packed. */
export function unpackPoints({ text }: PackedPoints): WaterlinePoint[] {
  const points: Packed[] = JSON.parse(text)
  return points.map(([day, owned, owed, net, ownedText, owedText, netText, estimated]) => ({
    day,
    owned,
    owed,
    net,
    ownedText,
    owedText,
    netText,
    estimated: estimated === 1,
  }))
}
