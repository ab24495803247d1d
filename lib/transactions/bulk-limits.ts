/** Transactions that are changed in one step: few enough for everybody else to be answered in between. */
export const BULK_CHUNK = 1_000

/** Transactions that are changed at once. */
export const BULK_MAX = 100_000
