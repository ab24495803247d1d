import { type NextRequest, NextResponse } from 'next/server'

const PLAID_HOSTS = {
  sandbox: 'https://sandbox.plaid.com',
  production: 'https://production.plaid.com',
} as const

/**
 * The Content-Security-Policy of every page. Scripts run by nonce or from this origin. With real Plaid it lets in what
 * Plaid documents for Link, and nothing else; with the emulator nothing from outside at all.
 */
function policy(nonce: string): string {
  const plaidEnv = process.env.PLAID_ENV
  const plaidHost = plaidEnv === 'sandbox' || plaidEnv === 'production' ? PLAID_HOSTS[plaidEnv] : null
  const development = process.env.NODE_ENV === 'development'
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
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.filter(Boolean).join(' ')}`)
    .join('; ')
}

export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID())
  const csp = policy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-pathname', `${request.nextUrl.pathname}${request.nextUrl.search}`)
  headers.set('content-security-policy', csp)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', csp)
  return response
}

export const config = {
  matcher: [{ source: '/((?!api/|plaid-emulator/|_next/|icon.svg|favicon.ico).*)' }],
}
