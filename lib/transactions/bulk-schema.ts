import { z } from 'zod'
import type { BulkChange } from '@/lib/db/edit-batches'
import { fail, ok, type Result } from '@/lib/result'
import { BULK_CHUNK } from './bulk-limits'
import { TAG_MAX, TAGS_MAX } from './edit-schema'

/** What a person is told of a change of many that cannot be made. */
export type BulkProblem = 'INVALID' | 'TAG_TOO_LONG' | 'TOO_MANY_TAGS' | 'UNKNOWN_CATEGORY'

/** Characters of what a person calls a merchant. */
export const TITLE_MAX = 200
const QUERY_MAX = 20_000

const PROBLEMS: readonly BulkProblem[] = ['TAG_TOO_LONG', 'TOO_MANY_TAGS', 'UNKNOWN_CATEGORY']

/** A zero byte and half of a surrogate pair are no text to PostgreSQL. */
const text = z.string().transform((value) => value.replaceAll(/\0|\p{Surrogate}/gu, '').trim())

const tags = z
  .array(
    text
      .transform((tag) => tag.replaceAll(/[\s,]+/gu, ' ').trim())
      .refine((tag) => [...tag].length <= TAG_MAX, 'TAG_TOO_LONG'),
  )
  .max(TAGS_MAX, 'TOO_MANY_TAGS')
  .transform((all) => all.filter((tag) => tag !== ''))

const changeSchema = z
  .strictObject({
    category: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,100}$/, 'UNKNOWN_CATEGORY')
      .nullable(),
    title: text.pipe(z.string().min(1).max(TITLE_MAX)).nullable(),
    addTags: tags,
    removeTags: tags,
    reviewed: z.boolean(),
    flagged: z.boolean(),
    excluded: z.boolean().nullable(),
    transfer: z.boolean().nullable(),
  } satisfies Record<keyof BulkChange, z.ZodType>)
  .partial()
  .refine((change) => Object.values(change).some((value) => value !== undefined))

const bulkSchema = z.strictObject({
  target: z.union([
    z.strictObject({ ids: z.array(z.uuid()).min(1).max(BULK_CHUNK) }),
    /** All that a query of the list's address finds, from the transaction after this one on. */
    z.strictObject({ query: z.string().max(QUERY_MAX), afterId: z.uuid().nullable() }),
  ]),
  change: changeSchema,
})

export type BulkInput = z.input<typeof bulkSchema>

/** Reads what is to be changed, and with which transactions. */
export function readBulk(input: unknown): Result<z.output<typeof bulkSchema>, BulkProblem> {
  const read = bulkSchema.safeParse(input)
  if (read.success) return ok(read.data)
  const problem = PROBLEMS.find((known) => read.error.issues.some(({ message }) => message === known))
  return fail(problem ?? 'INVALID')
}
