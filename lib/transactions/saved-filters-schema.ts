import { z } from 'zod'
import { readTransactionSearch, searchQuery } from './schema'

export const FILTER_NAME_MAX = 60

/** A zero byte and half of a surrogate pair are no text to PostgreSQL. */
const name = z
  .string()
  .transform((value) => value.replaceAll(/\0|\p{Surrogate}/gu, '').trim())
  .pipe(z.string().min(1).max(FILTER_NAME_MAX))

/** A filter's query as the list itself would write it: without a place in the list, and something at all. */
const query = z
  .string()
  .max(20_000)
  .transform((value) =>
    searchQuery({ ...readTransactionSearch(new URLSearchParams(value)), after: null, openId: null }),
  )
  .pipe(z.string().min(1))

export const newFilterSchema = z.strictObject({ name, query })
export const renameFilterSchema = z.strictObject({ id: z.uuid(), name })
export const filterIdSchema = z.strictObject({ id: z.uuid() })
