/** `count` of something, in words: "1 account", "3 accounts". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`
}

const integer = new Intl.NumberFormat('en-US')
const grouped = (value: number) => integer.format(value)

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** A span in its two largest units: "3 days 4 hours", "12 seconds". Whole seconds; the sign does not count. */
export function span(seconds: number): string {
  let left = Math.abs(Math.round(seconds))
  const parts: string[] = []
  for (const [unit, size] of units) {
    const count = Math.floor(left / size)
    left -= count * size
    if (count > 0) parts.push(counted(count, unit))
    else if (parts.length > 0) break
  }
  return parts.slice(0, 2).join(' ') || '0 seconds'
}

/** How the emulator's clock stands to the machine's. */
export function offsetWords(offsetSeconds: number): string {
  if (offsetSeconds === 0) return 'the same as on this machine'
  return `${span(offsetSeconds)} ${offsetSeconds > 0 ? 'ahead of' : 'behind'} this machine`
}

/** When something is, seen from `now`: "in 3 days", "2 hours ago", "now". Both in milliseconds. */
export function relative(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000)
  if (Math.abs(seconds) < 2) return 'now'
  const [largest = ''] = span(seconds).match(/^[\d,]+ \w+/) ?? []
  return seconds > 0 ? `in ${largest}` : `${largest} ago`
}

const dayFormat = new Intl.DateTimeFormat('en-US', {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  year: 'numeric',
})
const timeFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const shortDayFormat = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric' })

/** "Sat, Nov 21, 2026", in the reader's time zone. */
export const dayWords = (at: number) => dayFormat.format(at)
/** "14:03:22", in the reader's time zone. */
export const timeWords = (at: number) => timeFormat.format(at)
/** "Nov 21, 14:03". */
export const momentWords = (at: number) =>
  `${shortDayFormat.format(at)}, ${timeFormat.format(at).slice(0, 5)}`

/** A duration of a request: "8 ms", "1.25 s". */
export function durationWords(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2).replace(/\.?0+$/, '')} s`
}

/**
 * A decimal string with its thousands grouped, a real minus sign and, for money of two decimals, both of them. The
 * digits are never put through a float.
 */
export function amountWords(decimal: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal)
  if (match === null) return decimal
  const [, sign, whole = '0', fraction = ''] = match
  const shown = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign === '-' ? '−' : ''}${shown}.${fraction.padEnd(2, '0')}`
}

/** A code of Plaid's in plain words: `ITEM_LOGIN_REQUIRED` is "item login required". */
export const plainCode = (code: string) => code.toLowerCase().replaceAll('_', ' ')

/** The beginning and the end of a long id, enough to tell two apart. */
export const shortId = (id: string) => (id.length > 14 ? `${id.slice(0, 6)}…${id.slice(-4)}` : id)
