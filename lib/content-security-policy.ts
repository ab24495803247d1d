import type { Env } from './env'

const PLAID_HOSTS = {
  sandbox: 'https://sandbox.plaid.com',
  production: 'https://production.plaid.com',
} as const

/**
 * The Content-Security-Policy of a page. Scripts run by nonce or from this origin. With real Plaid it lets in what
 * Plaid documents for Link (plaid.com/docs/link/web), and nothing else; with the emulator nothing from outside at all.
 */
export function contentSecurityPolicy(
  nonce: string,
  plaidEnv: Env['plaidEnv'],
  development: boolean,
): string {
  const plaidHost = plaidEnv === 'emulator' ? null : PLAID_HOSTS[plaidEnv]
  const directives: Record<string, (string | false | null)[]> = {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      plaidHost && 'https://cdn.plaid.com/link/v2/stable/link-initialize.js',
      // React's development build explains errors by it; a production build never asks for it.
      development && "'unsafe-eval'",
    ],
    // Charts place their marks by style attributes, and so does Plaid's Link.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", plaidHost, development && 'ws:'],
    'frame-src': [plaidHost ? 'https://cdn.plaid.com/' : "'none'"],
    // The one that shows what this browser is told.
    'worker-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.filter(Boolean).join(' ')}`)
    .join('; ')
}
