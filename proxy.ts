import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from './lib/content-security-policy'
import { env } from './lib/env'

/** Gives every page a policy with a nonce of its own, and tells the page its nonce and its path. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID())
  const csp = contentSecurityPolicy(nonce, env().plaidEnv, process.env.NODE_ENV === 'development')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-pathname', `${request.nextUrl.pathname}${request.nextUrl.search}`)
  headers.set('content-security-policy', csp)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', csp)
  return response
}

export const config = {
  matcher: [
    {
      source:
        '/((?!api/|plaid-emulator/|_next/|icons/|icon.svg|apple-icon.png|manifest.webmanifest|favicon.ico).*)',
    },
  ],
}
