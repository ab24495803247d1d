import { z } from 'zod'
import { addDays, type CalendarDate, parseCalendarDate, toCalendarDate } from '@/lib/calendar/calendar-date'
import { primaryOf } from '@/lib/finance/categories'
import { fail, ok, type Result } from '@/lib/result'

export const NOTE_MAX = 2_000
/** Characters of a tag, as a person counts them. */
export const TAG_MAX = 40
/** Tags of a transaction. */
export const TAGS_MAX = 20

/** Characters of what a transaction is called. */
export const TITLE_MAX = 200
/** Nobody keeps accounts of an earlier day, and a year ahead is enough for what is dated forward. */
export const FIRST_DAY = toCalendarDate('1970-01-01')
export const DAYS_AHEAD = 366

const PROBLEMS = [
  'NOTE_TOO_LONG',
  'TAG_TOO_LONG',
  'TOO_MANY_TAGS',
  'UNKNOWN_CATEGORY',
  'TITLE_TOO_LONG',
  'DAY_OUT_OF_RANGE',
] as const

/** What a person is told of an edit that cannot be taken. */
export type EditProblem = 'INVALID' | (typeof PROBLEMS)[number]

const OWN_CATEGORY = /^OWN_[\w-]{1,60}$/

/** A zero byte and half of a surrogate pair are no text to PostgreSQL. */
const text = z.string().transform((value) => value.replaceAll(/\0|\p{Surrogate}/gu, ''))
const length = (value: string) => [...value].length

/** Tags in their order, without the spaces around and within them that nobody sees, each once in whatever case. */
function tidyTags(tags: readonly string[]): string[] {
  const tidy = new Map<string, string>()
  for (const tag of tags) {
    const words = tag.replaceAll(/[\s,]+/gu, ' ').trim()
    const key = words.toLowerCase()
    if (words !== '' && !tidy.has(key)) tidy.set(key, words)
  }
  return [...tidy.values()]
}

/** A category that one can choose, by its form; whether an own one is the household's, only the database knows. */
export const categoryText = z
  .string()
  .refine((code) => primaryOf(code) !== null || OWN_CATEGORY.test(code), 'UNKNOWN_CATEGORY')

/** A note as it is stored. */
export const noteText = text.pipe(z.string().trim().max(NOTE_MAX, 'NOTE_TOO_LONG'))

/** One line, without the spaces around and within it that nobody sees; null for an empty one. */
const titleText = text
  .transform((value) => value.replaceAll(/\s+/gu, ' ').trim())
  .pipe(z.string().refine((title) => length(title) <= TITLE_MAX, 'TITLE_TOO_LONG'))
  .transform((title) => title || null)

const editSchema = z
  .strictObject({
    transactionId: z.uuid(),
    note: noteText.optional(),
    category: categoryText.nullable().optional(),
    title: titleText.nullable().optional(),
    shownOn: z
      .string()
      .transform((day, context): CalendarDate => {
        const known = parseCalendarDate(day)
        if (known) return known
        context.addIssue('DAY_OUT_OF_RANGE')
        return z.NEVER
      })
      .nullable()
      .optional(),
    transfer: z.boolean().nullable().optional(),
    excluded: z.boolean().nullable().optional(),
    reviewed: z.boolean().optional(),
    tags: z
      .array(text)
      .transform(tidyTags)
      .pipe(
        z
          .array(z.string().refine((tag) => length(tag) <= TAG_MAX, 'TAG_TOO_LONG'))
          .max(TAGS_MAX, 'TOO_MANY_TAGS'),
      )
      .optional(),
    flagged: z.boolean().optional(),
  })
  .refine((edit) => Object.values(edit).filter((value) => value !== undefined).length > 1)

/**
 * Reads what a person wrote on a transaction: a part of it or all of it, and never nothing.
 *
 * @param today the day that it is for the person.
 */
export function readEdit(
  input: unknown,
  today: CalendarDate,
): Result<z.output<typeof editSchema>, EditProblem> {
  const read = editSchema.safeParse(input)
  if (read.success) return isDayInRange(read.data.shownOn, today) ? ok(read.data) : fail('DAY_OUT_OF_RANGE')
  const problem = PROBLEMS.find((known) => read.error.issues.some(({ message }) => message === known))
  return fail(problem ?? 'INVALID')
}

function isDayInRange(day: CalendarDate | null | undefined, today: CalendarDate): boolean {
  return !day || (day >= FIRST_DAY && day <= addDays(today, DAYS_AHEAD))
}
