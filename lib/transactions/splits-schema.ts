import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/result'
import { categoryText, noteText } from './edit-schema'
import { PARTS_MAX, type SplitProblem } from './splits'

/** What a person is told of a split that cannot be taken. */
export type SplitFailure = SplitProblem | 'NOTE_TOO_LONG' | 'UNKNOWN_CATEGORY' | 'NOT_FOUND' | 'INVALID'

const KNOWN: readonly SplitFailure[] = ['TOO_MANY_PARTS', 'NOTE_TOO_LONG', 'UNKNOWN_CATEGORY']

const part = z.strictObject({
  /** An exact decimal text, signed as money in or out; of the first part, which takes the rest, it is null. */
  amount: z
    .string()
    .regex(/^-?\d{1,18}(\.\d{1,10})?$/)
    .nullable(),
  /** Against the way that the transaction goes, and meant so. */
  otherWay: z.boolean().default(false),
  category: categoryText.nullable(),
  note: noteText,
})

const splitSchema = z.strictObject({
  transactionId: z.uuid(),
  parts: z
    .array(part)
    .max(PARTS_MAX, 'TOO_MANY_PARTS')
    .refine((parts) => parts.every(({ amount }, place) => (amount === null) === (place === 0))),
})

/** Reads how a person splits a transaction; no parts: not at all any more. */
export function readSplit(input: unknown): Result<z.output<typeof splitSchema>, SplitFailure> {
  const read = splitSchema.safeParse(input)
  if (read.success) return ok(read.data)
  const problem = KNOWN.find((known) => read.error.issues.some(({ message }) => message === known))
  return fail(problem ?? 'INVALID')
}
