import { type SealingKey, seal, unseal } from '@/lib/crypto/seal'
import type { Database } from '@/lib/db/open'
import { listSealedUnder, replaceSealed, type SealedSecret } from '@/lib/db/sealed-secrets'
import type { Logger } from '@/lib/logger'

export interface ResealContext {
  db: Database
  tokenKeys: readonly SealingKey[]
  log: Logger
}

/** Read and written at a time. */
const BATCH = 200

/**
 * Seals with the ring's first key what older keys of it have sealed, so that these can be taken away. It may stop at
 * any point and be run again, beside anything else: each secret is written only where it is still what was read.
 * Secrets under a key that is not in the ring are left for the day that it comes back; `countByKey` tells of them.
 *
 * @param limit about how many at most. @returns how many were sealed anew, and how many would not open although their
 * key is there.
 */
export async function resealSecrets(
  context: ResealContext,
  limit: number,
  until = Number.POSITIVE_INFINITY,
): Promise<{ resealed: number; unreadable: number }> {
  const { db, tokenKeys, log } = context
  const older = tokenKeys.slice(1).map(({ id }) => id)
  let resealed = 0
  let unreadable = 0
  let last: SealedSecret | null = null
  while (resealed < limit && Date.now() <= until) {
    const secrets = await listSealedUnder(db, older, last, Math.min(BATCH, limit - resealed))
    const opened = secrets.flatMap((secret) => {
      const again = sealAgain(secret, tokenKeys)
      return again === null ? [] : [{ ...secret, resealed: again }]
    })
    resealed += opened.length === 0 ? 0 : await replaceSealed(db, opened)
    unreadable += secrets.length - opened.length
    last = secrets.at(-1) ?? null
    if (last === null) break
  }
  if (resealed > 0) log.info({ event: 'resealed', count: resealed, keyId: tokenKeys[0]?.id })
  if (unreadable > 0) log.error({ event: 'secrets_unreadable', count: unreadable })
  return { resealed, unreadable }
}

/** Null for what was altered, or copied from another row: nothing can be made of it. */
function sealAgain({ sealed, id }: SealedSecret, ring: readonly SealingKey[]): string | null {
  let secret: string
  try {
    secret = unseal(sealed, id, ring)
  } catch {
    return null
  }
  return seal(secret, id, ring)
}
