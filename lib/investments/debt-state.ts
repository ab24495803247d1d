import 'server-only'
import { requireUser } from '@/lib/auth/session'
import type { ProductState } from '@/lib/bank/products'
import { listProductStates } from '@/lib/db/holdings'
import { runtime } from '@/lib/runtime'

/** How good the word of a connection on its debts is. */
export interface DebtState {
  /** `unheard`: nobody has asked yet. Otherwise as lib/bank/products.ts has it. */
  state: ProductState['state'] | 'unheard'
  code: string | null
  /** When what it said was last stored; null: never. */
  storedAt: Date | null
}

/** What a connection of the person's household last said when it was asked for what its debts cost and when they are due. */
export async function getDebtState(itemId: string): Promise<DebtState> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const states = await listProductStates(db, householdId)
  const known = states.find((one) => one.itemId === itemId)?.states.liabilities
  return {
    state: known?.state ?? 'unheard',
    code: known?.code ?? null,
    storedAt: known?.storedAt ? new Date(known.storedAt) : null,
  }
}
