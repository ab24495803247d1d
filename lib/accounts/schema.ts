import { z } from 'zod'
import { type CalendarDate, parseCalendarDate } from '@/lib/calendar/calendar-date'
import { exact, plain } from '@/lib/money/money'
import { MANUAL_KINDS } from './manual-kinds'

export const NAME_MAX = 80
export const PAYEE_MAX = 200
export const NOTE_MAX = 2_000

/** A zero byte and half of a surrogate pair are no text to PostgreSQL. */
const text = (longest: number) =>
  z
    .string()
    .transform((value) =>
      value
        .replaceAll(/\0|\p{Surrogate}/gu, '')
        .replaceAll(/\s+/gu, ' ')
        .trim(),
    )
    .pipe(z.string().max(longest))

/** What NUMERIC(28,10) holds. */
const amount = z
  .string()
  .regex(/^-?\d{1,18}(\.\d{1,10})?$/)
  .transform((value) => plain(exact(value)))

const day = z.string().transform((value, context): CalendarDate => {
  const read = parseCalendarDate(value)
  if (read !== null) return read
  context.addIssue({ code: 'custom', message: 'Not a day' })
  return z.NEVER
})

const accountId = z.uuid()

/** Where an account is listed, and whether at all; what is left out stays. */
const listing = {
  hidden: z.boolean().optional(),
  /** '': as the app groups it. */
  groupName: text(NAME_MAX).optional(),
}

/** What a person says of any account; what is left out stays. */
export const accountEditSchema = z.strictObject({
  accountId,
  /** '': as the bank calls it. */
  name: text(NAME_MAX).optional(),
  ...listing,
})

export const orderSchema = z.strictObject({ accountIds: z.array(z.uuid()).min(1).max(1_000) })

const manual = {
  name: text(NAME_MAX).pipe(z.string().min(1)),
  institutionName: text(NAME_MAX),
  kind: z.enum(MANUAL_KINDS),
  /** Of a card; null without one. */
  creditLimit: amount.nullable(),
}

export const createAccountSchema = z.strictObject({
  ...manual,
  /** A currency's code: of ISO 4217 or another, such as BTC. */
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z][A-Z0-9]{1,11}$/),
  /** As the person reads it: what is owed is positive in an account of debt. */
  balance: amount,
})

export const saveAccountSchema = z.strictObject({ accountId, ...manual, ...listing })

export const accountSchema = z.strictObject({ accountId })

/** As the person reads it: what is owed is positive in an account of debt. */
export const balanceSchema = z.strictObject({ accountId, day, balance: amount })

export const balanceDaySchema = z.strictObject({ accountId, day })

export const manualTransactionSchema = z.strictObject({
  accountId,
  /** Null for a new one. */
  transactionId: z.uuid().nullable(),
  day,
  payee: text(PAYEE_MAX).pipe(z.string().min(1)),
  /** Money in is positive. */
  amount,
  category: z.string().max(100).nullable(),
  note: z
    .string()
    .transform((value) => value.replaceAll(/\0|\p{Surrogate}/gu, '').trim())
    .pipe(z.string().max(NOTE_MAX)),
  pending: z.boolean(),
})

export const transactionKeySchema = z.strictObject({ accountId, transactionId: z.uuid() })

/** By what accounts are listed together. */
export const GROUPINGS = ['bank', 'kind', 'group'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** How far back an account's history goes. */
export const RANGES = ['1m', '3m', '1y', 'all'] as const
export type Range = (typeof RANGES)[number]

/** What a person does on an account's page. */
export const TASKS = ['edit', 'balance', 'add', 'change', 'delete'] as const
export type Task = (typeof TASKS)[number]

type SearchParams = Readonly<Record<string, string | string[] | undefined>>

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
const known = <Value extends string>(values: readonly Value[], value: string | string[] | undefined) =>
  values.find((candidate) => candidate === one(value))

/** What the address of the list of accounts says: `?by=kind&arrange=1`. */
export interface AccountsSearch {
  /** Null: as the household's accounts suggest. */
  by: Grouping | null
  isArranging: boolean
}

export function readAccountsSearch(params: SearchParams): AccountsSearch {
  return { by: known(GROUPINGS, params.by) ?? null, isArranging: one(params.arrange) === '1' }
}

/** What the address of an account's page says: `?range=1y&do=change&transaction=…`. */
export interface AccountSearch {
  range: Range
  task: Task | null
  transactionId: string | null
}

export function readAccountSearch(params: SearchParams): AccountSearch {
  const transactionId = z.uuid().safeParse(one(params.transaction))
  return {
    range: known(RANGES, params.range) ?? '3m',
    task: known(TASKS, params.do) ?? null,
    transactionId: transactionId.success ? transactionId.data : null,
  }
}
