import { Prisma } from './generated/client'
import type { Database } from './open'

/** Where secrets are kept sealed; each is bound to the id of its row. */
export type SecretPlace =
  | 'items.sealed_access_token'
  | 'items.sealed_recovery_token'
  | 'link_intents.sealed_public_token'
  | 'link_intents.sealed_access_token'
  | 'push_subscriptions.sealed_keys'

interface Place {
  table: string
  column: string
  /** Which rows may be written. A token that is being replaced is known by its text until that is over. */
  still: string
}

const PLACES: Readonly<Record<SecretPlace, Place>> = {
  'items.sealed_access_token': {
    table: 'items',
    column: 'sealed_access_token',
    still: 'rotation_started_at IS NULL',
  },
  'items.sealed_recovery_token': { table: 'items', column: 'sealed_recovery_token', still: 'TRUE' },
  'link_intents.sealed_public_token': {
    table: 'link_intents',
    column: 'sealed_public_token',
    still: 'TRUE',
  },
  'link_intents.sealed_access_token': {
    table: 'link_intents',
    column: 'sealed_access_token',
    still: 'TRUE',
  },
  'push_subscriptions.sealed_keys': { table: 'push_subscriptions', column: 'sealed_keys', still: 'TRUE' },
}

const places = Object.keys(PLACES).sort().filter(isPlace)

function isPlace(text: string): text is SecretPlace {
  return Object.hasOwn(PLACES, text)
}

/** A sealed secret and where it is. */
export interface SealedSecret {
  place: SecretPlace
  householdId: string
  id: string
  sealed: string
}

/** The id of the key, as lib/crypto/seal.ts writes it: `v1.<key id>.<…>`. */
const keyOf = (column: string) => Prisma.raw(`split_part(${column}, '.', 2)`)

/**
 * Secrets under one of some keys, in the order of their place and id, beginning after `after`. Across households: for
 * the schedule.
 */
export async function listSealedUnder(
  db: Database,
  keyIds: readonly string[],
  after: SealedSecret | null,
  limit: number,
): Promise<SealedSecret[]> {
  if (keyIds.length === 0) return []
  const selects = places.map((place) => {
    const { table, column, still } = PLACES[place]
    return Prisma.sql`SELECT ${place} AS place, household_id::text AS "householdId", id::text AS id,
        ${Prisma.raw(column)} AS sealed FROM ${Prisma.raw(table)}
      WHERE ${Prisma.raw(column)} IS NOT NULL AND ${Prisma.raw(still)}
        AND ${keyOf(column)} IN (${Prisma.join([...keyIds])})`
  })
  const rows = await db.prisma.$queryRaw<(Omit<SealedSecret, 'place'> & { place: string })[]>(Prisma.sql`
    SELECT * FROM (${Prisma.join(selects, ' UNION ALL ')}) AS secrets
    WHERE (place, id) > (${after?.place ?? ''}, ${after?.id ?? ''})
    ORDER BY place, id LIMIT ${limit}`)
  return rows.flatMap(({ place, ...rest }) => (isPlace(place) ? [{ place, ...rest }] : []))
}

/**
 * Puts secrets that were sealed anew in the place of what they were, row by row only where that still stands: what
 * changed meanwhile is left alone.
 *
 * @returns how many were written.
 */
export async function replaceSealed(
  db: Database,
  secrets: readonly (SealedSecret & { resealed: string })[],
): Promise<number> {
  let written = 0
  for (const place of places) {
    const rows = secrets.filter((secret) => secret.place === place)
    if (rows.length === 0) continue
    const { table, column, still } = PLACES[place]
    const given = JSON.stringify(
      rows.map(({ householdId, id, sealed, resealed }) => ({
        household_id: householdId,
        id,
        sealed,
        resealed,
      })),
    )
    written += await db.prisma.$executeRaw(Prisma.sql`
      UPDATE ${Prisma.raw(table)} AS kept SET ${Prisma.raw(column)} = given.resealed
      FROM jsonb_to_recordset(${given}::jsonb) AS given(household_id uuid, id uuid, sealed text, resealed text)
      WHERE kept.household_id = given.household_id AND kept.id = given.id
        AND kept.${Prisma.raw(column)} = given.sealed AND ${Prisma.raw(still)}`)
  }
  return written
}

/** How many secrets each key has sealed, by its id; a key without any is not among them. */
export async function countByKey(db: Database): Promise<Map<string, number>> {
  const selects = places.map((place) => {
    const { table, column } = PLACES[place]
    return Prisma.sql`SELECT ${keyOf(column)} AS "keyId" FROM ${Prisma.raw(table)}
      WHERE ${Prisma.raw(column)} IS NOT NULL`
  })
  const rows = await db.prisma.$queryRaw<{ keyId: string; count: number }[]>(Prisma.sql`
    SELECT "keyId", count(*)::int AS count FROM (${Prisma.join(selects, ' UNION ALL ')}) AS secrets
    GROUP BY "keyId" ORDER BY "keyId"`)
  return new Map(rows.map(({ keyId, count }) => [keyId, count]))
}
