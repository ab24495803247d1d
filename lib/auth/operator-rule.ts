import type { Env } from '@/lib/env'
import { callerOf } from './peer'

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether a person runs this installation: one of those in OPERATOR_EMAILS. Where nobody is named, it is whoever is
 * signed in while the address that people open is this machine's own and they sit at it, with no proxy between; on a
 * machine that several people share, each of them. What an operator sees holds no money and no names. A hosted
 * installation that names nobody has no operator.
 */
export function isOperator(
  { email }: { email: string },
  headers: { get(name: string): string | null },
  env: Pick<Env, 'operatorEmails' | 'appUrl' | 'addressHeader'>,
): boolean {
  if (env.operatorEmails !== null) return env.operatorEmails.includes(email.toLowerCase())
  return LOOPBACK_NAMES.has(new URL(env.appUrl).hostname) && callerOf(headers, env).local
}
