/**
 * The tables in `public` that belong to no household. Every other one leads its primary key and its unique
 * keys with `household_id`; global-tables.test.ts holds the database's catalogue to it.
 */
export const globalTables: ReadonlySet<string> = new Set([
  'households',
  'users',
  'memberships',
  'sign_in_attempts',
  'institutions',
  'item_lookups',
  'webhook_inbox',
  'emulator_documents',
  'heartbeats',
  '_prisma_migrations',
])
