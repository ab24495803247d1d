import 'server-only'
import { cache } from 'react'
import { requireUser } from '@/lib/auth/session'
import { listAccounts } from '@/lib/db/account-reads'
import { runtime } from '@/lib/runtime'

/** The accounts of the person's household, in their order; the hidden ones too. Asked once per request. */
export const listStoredAccounts = cache(async () => {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  return listAccounts(db, householdId)
})
