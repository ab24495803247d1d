import { z } from 'zod'
import { DECIMAL_MARKS } from './file-amount'
import { DATE_ORDERS } from './file-date'

/** More than any file of a bank has. */
const MOST_COLUMNS = 200
const place = z.int().min(0).max(MOST_COLUMNS).nullable()

const mappingSchema = z.strictObject({
  /** Whether the first row names the columns. */
  hasHeader: z.boolean(),
  /** As the file names its columns: by them the next file of the same bank is known again. Empty without a header. */
  headers: z.array(z.string().max(200)).max(MOST_COLUMNS),
  /** The place of each column, from 0; null where the file has none. */
  columns: z.strictObject({
    date: place,
    description: place,
    amount: place,
    debit: place,
    credit: place,
    direction: place,
    currency: place,
    category: place,
    note: place,
    balance: place,
  }),
  dateOrder: z.enum(DATE_ORDERS),
  decimal: z.enum(DECIMAL_MARKS),
  /** Whether the file writes money out as positive. */
  inverted: z.boolean(),
})

/** How a file's columns are read. */
export type ImportMapping = z.infer<typeof mappingSchema>

/**
 * What becomes of the account's balance. `add`: the rows change it by what they amount to. `keep`: it stays, as the rows
 * only tell how it came about. `file`: it is what the file says it was after its newest row.
 */
export const BALANCE_RULES = ['add', 'keep', 'file'] as const
export type BalanceRule = (typeof BALANCE_RULES)[number]

/** What comes with a file. */
export const importSettingsSchema = z.strictObject({
  accountId: z.uuid(),
  fileName: z.string().max(300),
  mapping: mappingSchema,
  /** Null: only to be looked at. */
  store: z
    .strictObject({
      balance: z.enum(BALANCE_RULES),
      /** Lines of rows that are imported although the account has them already. */
      again: z.array(z.int().min(1)).max(60_000),
      /** The person has seen that some rows cannot be read, and goes on without them. */
      withoutUnread: z.boolean(),
    })
    .nullable(),
})

export type ImportSettings = z.infer<typeof importSettingsSchema>

/** What is kept of how a file was imported. */
export const keptMappingSchema = mappingSchema.extend({
  balance: z.enum(BALANCE_RULES),
  /** By how much the account's opening balance was moved. */
  shift: z.string(),
})

export const undoSchema = z.strictObject({
  accountId: z.uuid(),
  importId: z.uuid(),
  /** Whether rows on which somebody has written since stay. */
  keepEdited: z.boolean(),
})

/** What an import is answered with, beyond a plain refusal. */
export type ImportFailure = 'INVALID' | 'NOT_FOUND' | 'TOO_LARGE' | 'UNREADABLE' | 'UNSEEN' | 'NOTHING'
