import { describe, expect, it } from 'vitest'
import { type Measurement, toFigure } from './figure'
import { tableOf } from './table'

const measured = (changes: Partial<Measurement>): Measurement => ({
  figure: 'sync.first',
  rows: 100_000,
  database: 'postgres',
  subject: 6_000,
  floor: 2_400,
  unit: 'ms',
  ...changes,
})

describe('a figure', () => {
  it('is held against its floor, and its ratio against the target', () => {
    expect(toFigure(measured({}))).toMatchObject({ ratio: 2.5, target: 3, met: true })
    expect(toFigure(measured({ subject: 7_201 }))).toMatchObject({ ratio: 3, met: false })
  })

  it('without a floor is held against the target itself', () => {
    const path = { figure: 'sync.first.path', floor: null }
    expect(toFigure(measured(path))).toMatchObject({ ratio: null, target: 10_000, met: true })
    expect(toFigure(measured({ ...path, subject: 10_001 })).met).toBe(false)
  })

  it('that is a rate is the better the more there is of it', () => {
    const rate = { figure: 'http.rate.dashboard', unit: 'per second' } as const
    expect(toFigure(measured({ ...rate, subject: 20, floor: 30 }))).toMatchObject({ ratio: 1.5, met: true })
    expect(toFigure(measured({ ...rate, subject: 10, floor: 30 }))).toMatchObject({ ratio: 3, met: false })
  })

  it('is only told where nothing is to be reached', () => {
    expect(toFigure(measured({ figure: 'sync.cpu', floor: null }))).toMatchObject({ target: null, met: null })
    const start = { figure: 'start.first-page.dashboard', floor: null, subject: 3_000 }
    expect(toFigure(measured(start)).met).toBeNull()
    expect(toFigure(measured({ ...start, database: 'embedded' })).met).toBe(false)
  })

  it('keeps what is very small', () => {
    const shift = { figure: 'browser.cls.reports', floor: null, subject: 0.000_16, unit: 'score' } as const
    expect(toFigure(measured(shift))).toMatchObject({ subject: 0.00016, target: 0, met: false })
    expect(tableOf([toFigure(measured(shift))])).toContain('0.00016 score')
  })

  it('has no ratio to nothing, and is as good as a floor that is as it is', () => {
    expect(toFigure(measured({ floor: 0 })).ratio).toBeNull()
    expect(toFigure(measured({ subject: 0, floor: 0 }))).toMatchObject({ ratio: 1, met: true })
  })
})

describe('the table', () => {
  it('has a line for each figure, its columns one below the other', () => {
    const lines = tableOf([
      toFigure(measured({})),
      toFigure(measured({ figure: 'sync.first.path', floor: null, subject: 12_345.6 })),
    ]).split('\n')
    expect(lines).toHaveLength(3)
    expect(lines[1]).toMatch(/^sync\.first +100,000 +postgres +6,000 ms +2,400 ms +2\.5 +≤ 3 +✓$/)
    expect(lines[2]).toMatch(/^sync\.first\.path +100,000 +postgres +12,346 ms +≤ 10,000 +✗$/)
    const ends = lines.map((line) => line.search(/ ms +(2,400|≤)|floor/))
    expect(ends.every((at) => at > 0)).toBe(true)
  })
})
