import { describe, expect, it } from 'vitest'
import {
  amountWords,
  counted,
  durationWords,
  momentWords,
  offsetWords,
  relative,
  shortId,
  span,
} from './format'

describe('what the console says in numbers', () => {
  it('tells one from many, and groups thousands', () => {
    expect(counted(1, 'account')).toBe('1 account')
    expect(counted(0, 'account')).toBe('0 accounts')
    expect(counted(1200, 'entry', 'entries')).toBe('1,200 entries')
  })

  it('tells a span in its two largest units that follow each other', () => {
    expect(span(0)).toBe('0 seconds')
    expect(span(59.6)).toBe('1 minute')
    expect(span(3 * 86_400 + 4 * 3600 + 12)).toBe('3 days 4 hours')
    expect(span(86_400 + 30)).toBe('1 day')
    expect(span(-90)).toBe('1 minute 30 seconds')
  })

  it('tells how the clock stands to the machine’s', () => {
    expect(offsetWords(0)).toBe('the same as on this machine')
    expect(offsetWords(3600)).toBe('1 hour ahead of this machine')
  })

  it('tells moments before and after now', () => {
    expect(relative(1000, 0)).toBe('now')
    expect(relative(3 * 86_400_000 + 5000, 0)).toBe('in 3 days')
    expect(relative(0, 7_300_000)).toBe('2 hours ago')
  })

  it('shows the first of a month as such in the reader’s time zone', () => {
    expect(momentWords(new Date(2026, 10, 1, 9, 5).getTime())).toBe('Nov 1, 09:05')
  })

  it('groups amounts without ever rounding them', () => {
    expect(amountWords('1234567.8')).toBe('1,234,567.80')
    expect(amountWords('-0.05')).toBe('−0.05')
    expect(amountWords('0.49239758')).toBe('0.49239758')
    expect(amountWords('9007199254740993.01')).toBe('9,007,199,254,740,993.01')
    expect(amountWords('not a number')).toBe('not a number')
  })

  it('tells how long a request took', () => {
    expect(durationWords(7.4)).toBe('7 ms')
    expect(durationWords(1250)).toBe('1.25 s')
    expect(durationWords(3000)).toBe('3 s')
  })

  it('shortens long ids only', () => {
    expect(shortId('ins_109508')).toBe('ins_109508')
    expect(shortId('M5eVJqLnv3tbzdngLDp9FL5OlDNxlNhlE55op')).toBe('M5eVJq…55op')
  })
})
