import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { verifyPassword } from '@/lib/crypto/password'
import { takeBackAttempts } from '@/lib/db/sign-in-attempts'
import { findCredentials } from '@/lib/db/users'
import { env } from '@/lib/env'
import { runtime } from '@/lib/runtime'
import { DEMO_EMAIL, mayDemo } from './demo-access'
import { callerOf } from './peer'
import { credentialsSchema } from './schema'
import { enterThrottle } from './throttle'

const SESSION_DAYS = 30

declare module 'next-auth' {
  interface User {
    epoch: number
  }
  interface Session {
    userId: string
    epoch: number
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    epoch: number
  }
}

/** next-auth hands `authorize` a plain object of headers. */
function readable(headers: Record<string, unknown> | undefined) {
  return {
    get(name: string): string | null {
      const value = headers?.[name]
      return typeof value === 'string' ? value : null
    },
  }
}

/** E-mail and password; a session is a signed and encrypted cookie that names the person and their epoch. */
export function authOptions(): NextAuthOptions {
  const settings = env()
  return {
    secret: settings.authSecret,
    session: { strategy: 'jwt', maxAge: SESSION_DAYS * 86_400 },
    pages: { signIn: '/sign-in', signOut: '/', error: '/sign-in' },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(raw, request) {
          const read = credentialsSchema.safeParse(raw)
          if (!read.success) return null
          const { email, password } = read.data
          const headers = readable(request?.headers)
          const attempt = await enterThrottle(
            settings.signInLimits,
            email,
            callerOf(headers, settings).address,
          )
          if (attempt === null) throw new Error('THROTTLED')
          const { db } = await runtime()
          const found = await findCredentials(db, email)
          const allowed = email !== DEMO_EMAIL || mayDemo(headers, settings)
          const right = await verifyPassword(password, allowed ? (found?.passwordHash ?? null) : null)
          if (!found || !right) return null
          await takeBackAttempts(db, attempt)
          return { id: found.userId, epoch: found.sessionEpoch }
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        return user ? { sub: user.id, epoch: user.epoch } : token
      },
      session({ session, token }) {
        return { expires: session.expires, userId: token.sub ?? '', epoch: token.epoch }
      },
    },
  }
}
