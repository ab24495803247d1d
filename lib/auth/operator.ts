import 'server-only'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import type { Person } from '@/lib/db/users'
import { env } from '@/lib/env'
import { isOperator } from './operator-rule'
import { findUser, requireUser } from './session'

/** Whether the one who asks runs this installation. */
export const findOperator = cache(async (): Promise<Person | null> => {
  const person = await findUser()
  return person && isOperator(person, await headers(), env()) ? person : null
})

/** The only door to what concerns the installation as a whole. For everybody else there is nothing at the address. */
export async function requireOperator(): Promise<Person> {
  await requireUser()
  const operator = await findOperator()
  if (!operator) notFound()
  return operator
}
