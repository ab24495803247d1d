import { z } from 'zod'
import { parseCalendarDate } from '@/lib/calendar/calendar-date'

/** ISO 4217's codes, and unofficial ones such as USDT. */
export const CURRENCY = /^[A-Z][A-Z0-9]{1,11}$/

/** The currency that one unit of each rate of the European Central Bank is of. */
export const ECB_BASE = 'EUR'

/** How far back the rates of a file are kept: as far as banks give transactions. */
export const KEPT_DAYS = 731
/** Currencies of one file; the European Central Bank gives thirty. */
const MOST_CURRENCIES = 60

const currency = z.string().trim().toUpperCase().regex(CURRENCY)
const day = z.string().transform((text, context) => {
  const read = parseCalendarDate(text)
  if (read !== null) return read
  context.addIssue({ code: 'custom', message: 'Not a day' })
  return z.NEVER
})
const rateText = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/)

export const homeCurrencySchema = z.object({ currency: currency.nullable() })

export const rateKeySchema = z.object({ base: currency, quote: currency, day })

/** `rate` is as typed, in the person's language; `was` is the rate that this one takes the place of. */
export const rateSchema = rateKeySchema.extend({
  rate: z.string().max(60),
  was: rateKeySchema.nullable(),
})

/** Days of a file of the European Central Bank: to each day the rates of `currencies`, in their order; null without. */
export const importSchema = z.object({
  currencies: z.array(currency).min(1).max(MOST_CURRENCIES),
  days: z
    .array(z.tuple([day, z.array(rateText.nullable()).max(MOST_CURRENCIES)]))
    .min(1)
    .max(KEPT_DAYS),
})
