import { z } from 'zod'
import { parseCalendarDate } from '@/lib/calendar/calendar-date'
import { FLOWS } from './category-kinds'
import type { FoundStream } from './recurring-merge'
import { FREQUENCIES } from './recurring-schedule'

const day = z.string().transform((text, context) => {
  const read = parseCalendarDate(text)
  if (read === null) context.addIssue('Not a day')
  return read ?? z.NEVER
})

const schedule = z.union([
  z.object({ every: z.literal('weeks'), weeks: z.union([z.literal(1), z.literal(2)]), from: z.number() }),
  z.object({
    every: z.literal('months'),
    step: z.union([z.literal(1), z.literal(3), z.literal(6), z.literal(12)]),
    phase: z.number(),
    days: z.array(z.number()),
    shift: z.enum(['none', 'before', 'after']),
  }),
])

const reason = z.object({
  count: z.number(),
  medianDays: z.number(),
  spreadDays: z.number(),
  earlyDays: z.number(),
  lateDays: z.number(),
  amountKind: z.enum(['fixed', 'varying']),
  since: day.nullable(),
  schedule: schedule.nullable(),
  flow: z.enum(FLOWS),
  group: z.string().nullable(),
  bank: z
    .object({
      streamId: z.string(),
      frequency: z.enum(FREQUENCIES),
      nextOn: day.nullable(),
      lastOn: day,
      isActive: z.boolean(),
      isMature: z.boolean(),
    })
    .nullable(),
})

/** Reads a stored reason; one that cannot be read says nothing but that there are payments. */
export function toReason(stored: unknown): FoundStream['reason'] {
  const read = reason.safeParse(stored)
  if (read.success) return read.data
  return {
    count: 0,
    medianDays: 0,
    spreadDays: 0,
    earlyDays: 0,
    lateDays: 0,
    amountKind: 'varying',
    since: null,
    schedule: null,
    flow: 'spending',
    group: null,
    bank: null,
  }
}
