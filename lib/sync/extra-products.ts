import { BankFailure } from '@/lib/bank/failure'
import { EXTRA_PRODUCTS, type ExtraProduct, stateAfterRefusal } from '@/lib/bank/products'
import { unseal } from '@/lib/crypto/seal'
import { findProductFacts, storeHoldings, storeLiabilities, storeRefusal } from '@/lib/db/products'
import type { ItemKey } from '@/lib/db/sync-store'
import type { SyncContext } from './sync-item'

/** Sooner than this after it was last heard of, a product is not asked for again: Plaid has news of it once a day. */
const LEAST_AGE_MS = 3_600_000

/**
 * Looks up what a login has beside transactions: holdings and liabilities. That it has none is a state and no error,
 * and what could not be had now is asked for after the next sync.
 *
 * @throws whatever the database throws.
 */
export async function refreshExtraProducts(context: SyncContext, key: ItemKey): Promise<void> {
  const { db, clock, tokenKeys } = context
  const facts = await findProductFacts(db, key)
  if (!facts) return
  const accessToken = unseal(facts.sealedAccessToken, key.itemId, tokenKeys)
  for (const product of EXTRA_PRODUCTS) {
    const known = facts.states[product]
    if (!facts.products.includes(product)) {
      if (known?.state !== 'absent') await storeRefusal(db, key, product, 'absent', null, clock.now())
      continue
    }
    const isFresh = known?.state === 'ready' && clock.now().getTime() - Date.parse(known.at) < LEAST_AGE_MS
    if (!isFresh) await refresh(context, key, product, accessToken)
  }
}

async function refresh(
  { bank, db, clock, log }: SyncContext,
  key: ItemKey,
  product: ExtraProduct,
  accessToken: string,
): Promise<void> {
  try {
    if (product === 'investments') await storeHoldings(db, key, await bank.holdings(accessToken), clock.now())
    else await storeLiabilities(db, key, await bank.liabilities(accessToken), clock.now())
  } catch (error) {
    if (!(error instanceof BankFailure)) throw error
    log.info({ event: 'product', itemId: key.itemId, product, code: error.code })
    await storeRefusal(db, key, product, stateAfterRefusal(error.code), error.code, clock.now())
  }
}
