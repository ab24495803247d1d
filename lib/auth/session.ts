import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getServerSession } from 'next-auth'
import { encode } from 'next-auth/jwt'
import { cache } from 'react'
import { findPerson, type Person } from '@/lib/db/users'
import { env } from '@/lib/env'
import { runtime } from '@/lib/runtime'
import { authOptions } from './options'

/** Who is asking, or null. Asked once per request. */
export const findUser = cache(async (): Promise<Person | null> => {
  const session = await getServerSession(authOptions())
  if (!session?.userId) return null
  const { db } = await runtime()
  const person = await findPerson(db, session.userId)
  // A session of an older epoch was ended by its person.
  return person && person.sessionEpoch === session.epoch ? person : null
})

/** The only door to what belongs to somebody: who is asking, or off to the sign-in page and back again. */
export async function requireUser(): Promise<Person> {
  const person = await findUser()
  if (person) return person
  const path = (await headers()).get('x-pathname')
  redirect(path && path !== '/' ? `/sign-in?callbackUrl=${encodeURIComponent(path)}` : '/sign-in')
}

/** Gives the asking browser a session of a new epoch, so that it stays signed in where all others end. */
export async function renewSession(userId: string, epoch: number): Promise<void> {
  const options = authOptions()
  const maxAge = options.session?.maxAge ?? 0
  const secure = env().appUrl.startsWith('https://')
  const token = await encode({ token: { sub: userId, epoch }, secret: env().authSecret, maxAge })
  ;(await cookies()).set(`${secure ? '__Secure-' : ''}next-auth.session-token`, token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    maxAge,
  })
}
