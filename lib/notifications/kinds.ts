import { z } from 'zod'
import { exact } from '@/lib/money/money'

/**
 * What a person can be told of:
 * - `connection`: a login asks for them, or was not heard of for long
 * - `large`: a transaction that stands out
 * - `balance`: an account holds less than they want it to
 * - `price`, `missed`: a payment that comes again costs more, or did not come
 * - `budget`: one was passed, or nine tenths of it are spent
 * - `due`: a bill is due in a few days
 * - `accounts`: a bank has accounts that are not shared
 */
export const KINDS = [
  'connection',
  'large',
  'balance',
  'price',
  'missed',
  'budget',
  'due',
  'accounts',
] as const
export type Kind = (typeof KINDS)[number]

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const signed = z.string().regex(/^-?\d+(\.\d+)?$/)
const connected = { itemId: z.string(), institutionName: z.string() }
const again = { streamId: z.string(), title: z.string(), currency: z.string() }

/** What is kept of each kind: ids, days, and exact amounts as texts, signed like a transaction's. Words are made of it. */
export const newsSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('connection'),
    data: z.object({
      ...connected,
      state: z.enum(['sign_in', 'ending', 'ended', 'other_login', 'failing']),
      /** Of one that is ending: when, where the bank has said so. */
      endsOn: day.nullable(),
    }),
  }),
  z.object({
    kind: z.literal('large'),
    data: z.object({
      transactionId: z.string(),
      title: z.string(),
      amount: signed,
      currency: z.string(),
      accountName: z.string(),
    }),
  }),
  z.object({
    kind: z.literal('balance'),
    data: z.object({
      accountId: z.string(),
      accountName: z.string(),
      balance: signed,
      limit: signed,
      currency: z.string(),
    }),
  }),
  z.object({ kind: z.literal('price'), data: z.object({ ...again, before: signed, after: signed }) }),
  z.object({ kind: z.literal('missed'), data: z.object({ ...again, amount: signed, day }) }),
  z.object({
    kind: z.literal('budget'),
    data: z.object({
      category: z.string(),
      currency: z.string(),
      /** The first day of the month. */
      month: day,
      limit: signed,
      spent: signed,
      passed: z.boolean(),
    }),
  }),
  z.object({
    kind: z.literal('due'),
    data: z.object({
      /** What it belongs to: a payment that comes again, or the account of a debt. */
      streamId: z.string().nullable(),
      accountId: z.string().nullable(),
      title: z.string(),
      /** A size; null where nobody says how much. */
      amount: signed.nullable(),
      currency: z.string(),
      day,
    }),
  }),
  z.object({ kind: z.literal('accounts'), data: z.object(connected) }),
])

/** Something to tell, without when and by which key. */
export type NewsBody = z.infer<typeof newsSchema>

/** Something to tell. Of the same key it is told once. */
export type News = NewsBody & { key: string }

const kindList = z.array(z.string()).transform((names) => KINDS.filter((kind) => names.includes(kind)))
const size = z
  .string()
  .regex(/^\d{1,18}(\.\d{1,10})?$/)
  .refine((text) => /[1-9]/.test(text))
const MOST = 500

/** What one person wants to be told of, and how. */
export const settingsSchema = z.object({
  /** Not told of at all. */
  off: kindList,
  /** Told of in browsers as well. */
  push: kindList,
  /** By currency: from which size on a transaction is large. Where none is set, Evenkeel chooses. */
  large: z
    .record(z.string().regex(/^[A-Za-z0-9]{1,20}$/), size)
    .refine((limits) => Object.keys(limits).length <= MOST),
  /** By account: below which balance it is low; without one nothing is told. */
  low: z.record(z.uuid(), size).refine((limits) => Object.keys(limits).length <= MOST),
})
export type NotificationSettings = z.infer<typeof settingsSchema>

/** As the app begins: all of it in the app, and in browsers what cannot wait. */
export const DEFAULT_SETTINGS: NotificationSettings = {
  off: [],
  push: ['connection', 'large', 'balance', 'missed', 'due'],
  large: {},
  low: {},
}

/** What is stored of a person; what cannot be read is as the app begins. */
export function toSettings(stored: unknown): NotificationSettings {
  const read = settingsSchema.safeParse(stored)
  return read.success ? read.data : DEFAULT_SETTINGS
}

/** The kinds that a person is told of in the app. */
export function kindsShown({ off }: Pick<NotificationSettings, 'off'>): Kind[] {
  return KINDS.filter((kind) => !off.includes(kind))
}

/** The kinds that a person is told of in browsers. */
export function kindsPushed(settings: Pick<NotificationSettings, 'off' | 'push'>): Kind[] {
  return kindsShown(settings).filter((kind) => settings.push.includes(kind))
}

/**
 * What is looked for in a household: whatever one of its people wants, by the most watchful of their limits. Where one
 * of them leaves a currency's limit to Evenkeel, and another has set one, that one counts.
 */
export function commonSettings(all: readonly NotificationSettings[]): NotificationSettings {
  const people = all.length > 0 ? all : [DEFAULT_SETTINGS]
  return {
    off: KINDS.filter((kind) => people.every(({ off }) => off.includes(kind))),
    push: KINDS.filter((kind) => people.some((one) => kindsPushed(one).includes(kind))),
    large: chosen(
      people.map(({ large }) => large),
      (a, b) => exact(a).lessThan(b),
    ),
    low: chosen(
      people.map(({ low }) => low),
      (a, b) => exact(a).greaterThan(b),
    ),
  }
}

function chosen(
  maps: readonly Readonly<Record<string, string>>[],
  isBetter: (a: string, b: string) => boolean,
): Record<string, string> {
  const best: Record<string, string> = {}
  for (const [name, value] of maps.flatMap((map) => Object.entries(map))) {
    const known = best[name]
    if (known === undefined || isBetter(value, known)) best[name] = value
  }
  return best
}
