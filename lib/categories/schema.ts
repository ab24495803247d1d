import { z } from 'zod'
import { CATEGORY_KINDS } from '@/lib/finance/category-kinds'
import { COLOUR_NAMES, ICON_NAMES } from '@/lib/finance/colours'
import { fail, ok, type Result } from '@/lib/result'
import { CATEGORY_NAME_MAX } from './limits'

/** A code of Plaid's or of the household's own, as a form or an address may send it. */
export const categoryCode = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/)

const name = z
  .string()
  .transform((value) => value.replaceAll(/\0|\p{Surrogate}/gu, '').trim())
  .pipe(z.string().min(1).max(CATEGORY_NAME_MAX))
const kind = z.enum(CATEGORY_KINDS)

/** A new one; without a group it is a group itself, and says what its categories are. */
export const newCategory = z
  .strictObject({
    name,
    icon: z.enum(ICON_NAMES).nullable(),
    colour: z.enum(COLOUR_NAMES).nullable(),
    kind: kind.nullable(),
    groupCode: categoryCode.nullable(),
  })
  .refine(({ kind, groupCode }) => groupCode !== null || kind !== null)

/** What is left out stays as it is; null goes back to what the app says. */
export const categoryChange = z.strictObject({
  code: categoryCode,
  name: name.nullable().optional(),
  icon: z.enum(ICON_NAMES).nullable().optional(),
  colour: z.enum(COLOUR_NAMES).nullable().optional(),
  kind: kind.nullable().optional(),
  groupCode: categoryCode.nullable().optional(),
  hidden: z.boolean().optional(),
})

export const categoryRemoval = z.strictObject({ code: categoryCode, into: categoryCode.nullable() })

/** Reads what an action was sent. */
export function readInput<Output>(schema: z.ZodType<Output>, input: unknown): Result<Output, 'INVALID'> {
  const read = schema.safeParse(input)
  return read.success ? ok(read.data) : fail('INVALID')
}
