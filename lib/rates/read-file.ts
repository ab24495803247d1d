import { readEcbRates } from './ecb'

/** More than any file of the European Central Bank has, unpacked. */
const MOST_BYTES = 5 * 1024 * 1024
const ZIP = [0x50, 0x4b, 0x03, 0x04]

/** What is sent of a file: to each day, the rates of the currencies in their order; null without one. */
export interface KeptRates {
  currencies: string[]
  days: [day: string, rates: (string | null)[]][]
}

/** `LARGE`: larger than any such file. `FORMAT`: it is none. `OLD`: nothing of it is to be kept. */
export type FileProblem = 'LARGE' | 'FORMAT' | 'OLD'

/** What is kept of a file: rates from this day on, of these currencies. */
export interface Kept {
  from: string
  currencies: readonly string[]
}

/** The text of a file, or of the one file in an archive; null where it is neither, or too large. */
async function textOf(bytes: Uint8Array): Promise<string | null> {
  if (!ZIP.every((byte, index) => bytes[index] === byte)) return new TextDecoder().decode(bytes)
  const { unzipSync } = await import('fflate')
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => name.endsWith('.csv') && originalSize <= MOST_BYTES,
    })
    const [content] = Object.values(files)
    return content ? new TextDecoder().decode(content) : null
  } catch {
    // Not an archive after all, or a damaged one: whoever chose it is told that it is none of the bank's.
    return null
  }
}

/** Reads a file of the European Central Bank, packed or not, down to what is kept of it. */
export async function readRatesFile(bytes: Uint8Array, kept: Kept): Promise<KeptRates | FileProblem> {
  if (bytes.length > MOST_BYTES) return 'LARGE'
  const text = await textOf(bytes)
  const rates = text === null ? null : readEcbRates(text)
  if (!rates) return 'FORMAT'
  const days = new Map<string, (string | null)[]>()
  for (const { quote, day, rate } of rates) {
    const place = kept.currencies.indexOf(quote)
    if (place < 0 || day < kept.from) continue
    const cells = days.get(day) ?? kept.currencies.map(() => null)
    cells[place] = rate
    days.set(day, cells)
  }
  return days.size > 0 ? { currencies: [...kept.currencies], days: [...days] } : 'OLD'
}
