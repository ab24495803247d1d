import { describe, expect, it } from 'vitest'
import { EnvError, parseEnv } from './env'

const key = Buffer.alloc(32, 7).toString('base64')
const home = {
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 'a'.repeat(32),
  TOKEN_ENCRYPTION_KEYS: `k1:${key}`,
}
const keys = { PLAID_CLIENT_ID: 'client', PLAID_SECRET: 'secret' }
const server = { DATABASE_URL: 'postgresql://localhost/evenkeel' }

function problemsOf(source: Record<string, string>): string {
  try {
    parseEnv(source)
  } catch (error) {
    if (error instanceof EnvError) return error.problems.join('\n')
    throw error
  }
  return ''
}

describe('the environment', () => {
  it('is the emulator on the embedded database when nothing else is said', () => {
    const env = parseEnv(home)
    expect(env.plaidEnv).toBe('emulator')
    expect(env.plaid.baseUrl).toBeNull()
    expect(env.database.kind).toBe('embedded')
    expect(env.plaid.webhookUrl).toBe('http://localhost:3000/api/plaid/webhook')
  })

  it('never hosts a pretend bank by accident', () => {
    expect(problemsOf({ ...home, ...server })).toContain('PLAID_ENV must be set because DATABASE_URL is set')
    expect(problemsOf({ ...home, ...keys })).toContain('PLAID_ENV must be set because Plaid keys are set')
    expect(problemsOf({ ...home, ...server, VERCEL: '1' })).toContain(
      'PLAID_ENV must be set because Evenkeel runs on Vercel',
    )
    expect(parseEnv({ ...home, ...server, PLAID_ENV: 'emulator' }).plaidEnv).toBe('emulator')
  })

  it('always knows where Plaid is', () => {
    expect(parseEnv({ ...home, ...keys, PLAID_ENV: 'sandbox' }).plaid.baseUrl).toBe(
      'https://sandbox.plaid.com',
    )
    expect(parseEnv({ ...home, ...keys, PLAID_ENV: 'production' }).plaid.baseUrl).toBe(
      'https://production.plaid.com',
    )
    expect(problemsOf({ ...home, ...keys, PLAID_ENV: 'development' })).toContain(
      'PLAID_ENV must be emulator, sandbox or production',
    )
  })

  it('takes another host for Plaid only on this machine or over https', () => {
    const at = (url: string) => ({ ...home, ...keys, PLAID_ENV: 'sandbox', PLAID_BASE_URL: url })
    expect(parseEnv(at('http://127.0.0.1:4010/')).plaid.baseUrl).toBe('http://127.0.0.1:4010')
    expect(parseEnv(at('https://plaid.example.org')).plaid.baseUrl).toBe('https://plaid.example.org')
    for (const url of [
      'http://plaid.example.org',
      'http://localhost.example.org',
      'plaid',
      'ftp://127.0.0.1',
    ]) {
      expect(problemsOf(at(url))).toContain('PLAID_BASE_URL must be')
    }
    expect(
      problemsOf({ ...home, PLAID_ENV: 'emulator', PLAID_BASE_URL: 'https://production.plaid.com' }),
    ).toContain('names a host of Plaid')
  })

  it('names every missing variable at once, and says how to mend it', () => {
    const problems = problemsOf({ PLAID_ENV: 'production', VERCEL: '1' })
    for (const name of [
      'PLAID_CLIENT_ID',
      'PLAID_SECRET',
      'DATABASE_URL',
      'NEXTAUTH_URL',
      'NEXTAUTH_SECRET',
      'TOKEN_ENCRYPTION_KEYS',
      'CRON_SECRET',
    ]) {
      expect(problems).toContain(`${name} is missing`)
    }
  })

  it('refuses weak secrets and keys that are not 32 bytes', () => {
    expect(problemsOf({ ...home, NEXTAUTH_SECRET: 'short' })).toContain('NEXTAUTH_SECRET is shorter')
    expect(problemsOf({ ...home, CRON_SECRET: 'short' })).toContain('CRON_SECRET is shorter')
    expect(problemsOf({ ...home, TOKEN_ENCRYPTION_KEYS: 'k1:abc' })).toContain(
      'TOKEN_ENCRYPTION_KEYS must be',
    )
    expect(problemsOf({ ...home, TOKEN_ENCRYPTION_KEYS: `k1:${key},k1:${key}` })).toContain('twice')
    expect(
      parseEnv({ ...home, TOKEN_ENCRYPTION_KEYS: `k2:${key},k1:${key}` }).tokenKeys.map(({ id }) => id),
    ).toEqual(['k2', 'k1'])
  })

  it('knows that banks lead back to the page of connections, and that one environment is not another', () => {
    const sandbox = { ...home, ...keys, PLAID_ENV: 'sandbox' }
    expect(problemsOf({ ...sandbox, PLAID_REDIRECT_URI: 'http://localhost:3000/return' })).toContain(
      'http://localhost:3000/connections',
    )
    expect(
      parseEnv({ ...sandbox, PLAID_REDIRECT_URI: 'http://localhost:3000/connections' }).plaid.redirectUri,
    ).toContain('/connections')
    expect(problemsOf({ ...sandbox, PLAID_BASE_URL: 'https://production.plaid.com' })).toContain(
      'another environment',
    )
    expect(problemsOf({ ...home, PLAID_PRODUCTS: 'auth' })).toContain('must name transactions')
    expect(problemsOf({ ...home, PLAID_COUNTRY_CODES: 'USA' })).toContain('two-letter codes')
  })

  it('treats an empty variable as absent', () => {
    expect(parseEnv({ ...home, DATABASE_URL: '', PLAID_ENV: ' ' }).database.kind).toBe('embedded')
  })

  it('asks production for https', () => {
    const production = { ...home, ...keys, PLAID_ENV: 'production' }
    expect(problemsOf({ ...production, PLAID_REDIRECT_URI: 'http://money.example.org/oauth' })).toContain(
      'must begin with https://',
    )
    expect(
      problemsOf({ ...production, PLAID_REDIRECT_URI: 'https://money.example.org/oauth?x=1' }),
    ).toContain('must not carry a query')
    expect(parseEnv(production).plaid.webhookUrl).toBeNull()
  })
})
