import { z } from 'zod'
import { parseCalendarDate } from '@/lib/calendar/calendar-date'
import { plain } from '@/lib/money/money'

/** Budgets that can be set at once: more than there are categories. */
const BUDGETS_MAX = 200
/** Rows of one budget: a month each for a lifetime. */
const ROWS_MAX = 1_200

const categoryCode = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/)
const currencyCode = z.string().regex(/^[A-Za-z0-9]{1,20}$/)

const month = z.string().transform((text, context) => {
  const day = parseCalendarDate(text)
  if (day?.endsWith('-01')) return day
  context.addIssue('Not the first day of a month')
  return z.NEVER
})

/** A size above zero, as exact as it is stored. */
const amount = z
  .string()
  .regex(/^\d{1,18}(\.\d{1,10})?$/)
  .regex(/[1-9]/)
  .transform((text) => plain(text))

const budgets = z
  .array(z.strictObject({ category: categoryCode, amount, rollover: z.boolean() }))
  .min(1)
  .max(BUDGETS_MAX)
  .refine((all) => new Set(all.map(({ category }) => category)).size === all.length)

const scope = z.enum(['only', 'on', 'until'])

/** Budgets as they are to be set from a month on, or for it alone. */
export const setBudgetsInput = z.strictObject({ currency: currencyCode, month, scope, budgets })

export const removeBudgetInput = z.strictObject({
  category: categoryCode,
  currency: currencyCode,
  month,
  scope,
})

export const copyBudgetsInput = z.strictObject({ currency: currencyCode, month })

/** Rows as an earlier change answered with them. */
export const restoreBudgetsInput = z.strictObject({
  budgets: z
    .array(
      z.strictObject({
        category: categoryCode,
        currency: currencyCode,
        rows: z
          .array(z.strictObject({ month, amount: amount.nullable(), rollover: z.boolean() }))
          .max(ROWS_MAX)
          .refine((rows) =>
            rows.every((row, index) => index === 0 || row.month > (rows[index - 1]?.month ?? '')),
          ),
      }),
    )
    .min(1)
    .max(BUDGETS_MAX),
})
