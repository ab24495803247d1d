import 'server-only'
import { cache } from 'react'
import { requireUser } from '@/lib/auth/session'
import { listItems } from '@/lib/db/item-reads'
import { runtime } from '@/lib/runtime'

/** The Items of the person's household, by institution and age. Asked once per request. */
export const listStoredItems = cache(async () => {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  return listItems(db, householdId)
})
