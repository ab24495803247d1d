import { resolve } from 'node:path'
import { z } from 'zod'
import { parseKeyRing } from './crypto/key-ring'
import type { SealingKey } from './crypto/seal'
import { parseVapidKeys } from './crypto/vapid-keys'

/**
 * The one place that reads the environment: once, as a whole, and with words for whatever is missing or impossible.
 * `.env.example` documents every variable for whoever sets them.
 */
export interface Env {
  /** `emulator` is Evenkeel's own pretend Plaid; the other two are Plaid's. */
  plaidEnv: 'emulator' | 'sandbox' | 'production'
  plaid: {
    clientId: string
    secret: string
    /** Where Plaid's API is; null: the emulator inside this process. Never undefined: the SDK would take production. */
    baseUrl: string | null
    products: string[]
    countryCodes: string[]
    redirectUri: string | null
    webhookUrl: string | null
  }
  database: { kind: 'embedded'; dataDir: string } | { kind: 'postgres'; url: string }
  /** A folder of this machine's own: for the embedded database, and beside it for the emulator's state. */
  dataDir: string
  /** Where people reach Evenkeel, without a slash at its end. */
  appUrl: string
  authSecret: string
  tokenKeys: readonly SealingKey[]
  /** The bearer token of /api/jobs/tick; null: nobody may call it from outside. */
  cronSecret: string | null
  /** Opens the demo's panel and login, and the emulator's control, to those who are not on this machine. */
  controlSecret: string | null
  /** A header that the proxy in front sets to the caller's address; null: nothing in front, the socket's own counts. */
  addressHeader: string | null
  /** Who sees how the installation is, in lower case; null: on the machine itself whoever is signed in, else nobody. */
  operatorEmails: readonly string[] | null
  /** By which push services of browsers know this installation; null: browsers are sent nothing. */
  vapid: { publicKey: string; privateKey: string; subject: string } | null
  signInLimits: { perAccount: number; perAddress: number; windowMs: number }
  /** A long-running server has a timer of its own; a serverless function has not. */
  serverless: boolean
}

/** Every problem with the environment at once, each naming its variable and how to mend it. */
export class EnvError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      `Evenkeel cannot start with this configuration:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    )
    this.name = 'EnvError'
  }
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])
const PLAID_HOSTS = {
  sandbox: 'https://sandbox.plaid.com',
  production: 'https://production.plaid.com',
} as const

const blankIsAbsent = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value
const text = z.preprocess(blankIsAbsent, z.string().trim().optional())
const list = z.preprocess(
  blankIsAbsent,
  z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .optional(),
)
const count = (otherwise: number) =>
  z.preprocess(
    blankIsAbsent,
    z.coerce.number().int('must be a whole number').min(1, 'must be at least 1').default(otherwise),
  )

const schema = z.object({
  PLAID_ENV: z.preprocess(
    blankIsAbsent,
    z
      .enum(['emulator', 'sandbox', 'production'], { error: 'must be emulator, sandbox or production' })
      .optional(),
  ),
  PLAID_CLIENT_ID: text,
  PLAID_SECRET: text,
  PLAID_BASE_URL: text,
  PLAID_PRODUCTS: list,
  PLAID_COUNTRY_CODES: list,
  PLAID_REDIRECT_URI: text,
  PLAID_WEBHOOK_URL: text,
  DATABASE_URL: text,
  DATA_DIR: text,
  NEXTAUTH_URL: text,
  NEXTAUTH_SECRET: text,
  TOKEN_ENCRYPTION_KEYS: text,
  CRON_SECRET: text,
  EMULATOR_CONTROL_SECRET: text,
  TRUSTED_ADDRESS_HEADER: text,
  OPERATOR_EMAILS: list,
  VAPID_PUBLIC_KEY: text,
  VAPID_PRIVATE_KEY: text,
  VAPID_SUBJECT: text,
  SIGN_IN_LIMIT_PER_ACCOUNT: count(10),
  SIGN_IN_LIMIT_PER_ADDRESS: count(50),
  SIGN_IN_WINDOW_SECONDS: count(300),
  LOG_LEVEL: z.preprocess(
    blankIsAbsent,
    z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'must be fatal, error, warn, info, debug, trace or silent',
      })
      .default('info'),
  ),
  VERCEL: text,
  VERCEL_PROJECT_PRODUCTION_URL: text,
})

type Raw = z.infer<typeof schema>

function parseUrl(value: string): URL | null {
  try {
    return new URL(value)
  } catch {
    return null
  }
}

function plaidEnvOf(raw: Raw, problems: string[]): Env['plaidEnv'] {
  if (raw.PLAID_ENV) return raw.PLAID_ENV
  const why = raw.VERCEL
    ? 'Evenkeel runs on Vercel'
    : raw.DATABASE_URL
      ? 'DATABASE_URL is set'
      : raw.PLAID_CLIENT_ID || raw.PLAID_SECRET
        ? 'Plaid keys are set'
        : null
  if (why) {
    problems.push(
      `PLAID_ENV must be set because ${why}: sandbox or production with Plaid's keys, or emulator if you do want a pretend bank`,
    )
  }
  return 'emulator'
}

function baseUrlOf(raw: Raw, plaidEnv: Env['plaidEnv'], problems: string[]): string | null {
  if (!raw.PLAID_BASE_URL) return plaidEnv === 'emulator' ? null : PLAID_HOSTS[plaidEnv]
  const url = parseUrl(raw.PLAID_BASE_URL)
  const allowed =
    url && (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname)))
  if (!url || !allowed) {
    problems.push(
      'PLAID_BASE_URL must be an https URL, or an http one on this machine such as http://127.0.0.1:4010',
    )
    return null
  }
  if (
    plaidEnv !== 'emulator' &&
    url.hostname.endsWith('.plaid.com') &&
    url.origin !== PLAID_HOSTS[plaidEnv]
  ) {
    problems.push(
      `PLAID_BASE_URL names another environment of Plaid than PLAID_ENV=${plaidEnv}; remove PLAID_BASE_URL`,
    )
  }
  if (plaidEnv === 'emulator' && url.hostname.endsWith('plaid.com')) {
    problems.push(
      'PLAID_BASE_URL names a host of Plaid while PLAID_ENV is emulator; set PLAID_ENV to sandbox or production, or remove PLAID_BASE_URL',
    )
  }
  return raw.PLAID_BASE_URL.replace(/\/+$/, '')
}

function httpUrl(
  name: string,
  value: string | undefined,
  problems: string[],
  httpsOnly: boolean,
): string | null {
  if (!value) return null
  const url = parseUrl(value)
  if (!url || !/^https?:$/.test(url.protocol)) {
    problems.push(`${name} must be a whole URL, such as https://money.example.org/path`)
    return null
  }
  if (httpsOnly && url.protocol !== 'https:')
    problems.push(`${name} must begin with https:// when PLAID_ENV is production`)
  return value
}

/**
 * Reads a set of variables.
 *
 * @throws EnvError with every problem found.
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const read = schema.safeParse(source)
  if (!read.success) {
    throw new EnvError(read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`))
  }
  const raw = read.data
  const problems: string[] = []
  const serverless = raw.VERCEL !== undefined
  if (raw.PLAID_PRODUCTS && !raw.PLAID_PRODUCTS.includes('transactions')) {
    problems.push('PLAID_PRODUCTS must name transactions, without which there is nothing to show')
  }
  for (const code of raw.PLAID_COUNTRY_CODES ?? []) {
    if (!/^[A-Z]{2}$/.test(code))
      problems.push(`PLAID_COUNTRY_CODES must be two-letter codes such as US,CA, and "${code}" is none`)
  }

  for (const email of raw.OPERATOR_EMAILS ?? []) {
    if (!z.email().safeParse(email).success)
      problems.push(`OPERATOR_EMAILS must be e-mail addresses, and "${email}" is none`)
  }

  const plaidEnv = plaidEnvOf(raw, problems)
  const baseUrl = baseUrlOf(raw, plaidEnv, problems)
  if (plaidEnv !== 'emulator') {
    for (const name of ['PLAID_CLIENT_ID', 'PLAID_SECRET'] as const) {
      if (!raw[name])
        problems.push(
          `${name} is missing; PLAID_ENV=${plaidEnv} needs the keys from Plaid's dashboard (Developers, Keys)`,
        )
    }
  }
  const appUrl =
    raw.NEXTAUTH_URL ??
    (raw.VERCEL_PROJECT_PRODUCTION_URL ? `https://${raw.VERCEL_PROJECT_PRODUCTION_URL}` : undefined)
  const redirectUri = redirectUriOf(raw, plaidEnv, appUrl, problems)
  if (redirectUri && appUrl && redirectUri !== `${appUrl.replace(/\/+$/, '')}/connections`) {
    problems.push(
      `PLAID_REDIRECT_URI must be the page of connections, ${appUrl.replace(/\/+$/, '')}/connections: banks lead back to where Link can go on`,
    )
  }
  if (redirectUri?.includes('?'))
    problems.push('PLAID_REDIRECT_URI must not carry a query; register it without one at Plaid')

  if (serverless && !raw.DATABASE_URL)
    problems.push(
      'DATABASE_URL is missing; on Vercel there is no disk for the embedded database, so name a PostgreSQL',
    )
  if (raw.DATABASE_URL && !/^postgres(ql)?:\/\//.test(raw.DATABASE_URL)) {
    problems.push('DATABASE_URL must begin with postgresql://; remove it to use the embedded database')
  }
  if (!appUrl)
    problems.push('NEXTAUTH_URL is missing; set it to the address people open, such as http://localhost:3000')
  else httpUrl('NEXTAUTH_URL', appUrl, problems, false)

  if (!raw.NEXTAUTH_SECRET)
    problems.push('NEXTAUTH_SECRET is missing; make one with: openssl rand -base64 32')
  else if (raw.NEXTAUTH_SECRET.length < 32)
    problems.push('NEXTAUTH_SECRET is shorter than 32 characters; make one with: openssl rand -base64 32')

  const tokenKeys = raw.TOKEN_ENCRYPTION_KEYS ? parseKeyRing(raw.TOKEN_ENCRYPTION_KEYS, problems) : []
  if (!raw.TOKEN_ENCRYPTION_KEYS) {
    problems.push(
      'TOKEN_ENCRYPTION_KEYS is missing; bank access is never stored unsealed. Make a key with: echo "k1:$(openssl rand -base64 32)"',
    )
  }
  for (const name of ['CRON_SECRET', 'EMULATOR_CONTROL_SECRET'] as const) {
    const value = raw[name]
    if (value && value.length < 16)
      problems.push(`${name} is shorter than 16 characters; make one with: openssl rand -base64 32`)
  }
  if (serverless && !raw.CRON_SECRET)
    problems.push(
      'CRON_SECRET is missing; on Vercel the scheduled tick needs it. Make one with: openssl rand -base64 32',
    )

  const origin = (appUrl ?? '').replace(/\/+$/, '')
  const webhookUrl = webhookUrlOf(raw, plaidEnv, origin, problems)
  const vapid = parseVapidKeys(raw, origin, problems)
  if (problems.length > 0) throw new EnvError(problems)

  const dataDir = resolve(/* turbopackIgnore: true */ raw.DATA_DIR ?? '.data')
  return {
    plaidEnv,
    plaid: {
      clientId: raw.PLAID_CLIENT_ID ?? 'emulator',
      secret: raw.PLAID_SECRET ?? 'emulator',
      baseUrl,
      products: raw.PLAID_PRODUCTS ?? ['transactions'],
      countryCodes: raw.PLAID_COUNTRY_CODES ?? (plaidEnv === 'emulator' ? ['US', 'CA', 'GB', 'NL'] : ['US']),
      redirectUri,
      webhookUrl,
    },
    database: raw.DATABASE_URL ? { kind: 'postgres', url: raw.DATABASE_URL } : { kind: 'embedded', dataDir },
    dataDir,
    appUrl: origin,
    authSecret: raw.NEXTAUTH_SECRET ?? '',
    tokenKeys,
    cronSecret: raw.CRON_SECRET ?? null,
    controlSecret: raw.EMULATOR_CONTROL_SECRET ?? null,
    addressHeader:
      (raw.TRUSTED_ADDRESS_HEADER ?? (serverless ? 'x-vercel-forwarded-for' : null))?.toLowerCase() ?? null,
    operatorEmails: raw.OPERATOR_EMAILS?.map((email) => email.toLowerCase()) ?? null,
    vapid,
    signInLimits: {
      perAccount: raw.SIGN_IN_LIMIT_PER_ACCOUNT,
      perAddress: raw.SIGN_IN_LIMIT_PER_ADDRESS,
      windowMs: raw.SIGN_IN_WINDOW_SECONDS * 1000,
    },
    serverless,
  }
}

/** Where banks that sign in on their own site lead back to. Plaid must be told it first; the emulator need not. */
function redirectUriOf(
  raw: Raw,
  plaidEnv: Env['plaidEnv'],
  appUrl: string | undefined,
  problems: string[],
): string | null {
  if (raw.PLAID_REDIRECT_URI)
    return httpUrl('PLAID_REDIRECT_URI', raw.PLAID_REDIRECT_URI, problems, plaidEnv === 'production')
  return plaidEnv === 'emulator' && appUrl ? `${appUrl.replace(/\/+$/, '')}/connections` : null
}

/** Plaid cannot call a machine at home: without an https address there are no webhooks, and the timer does it all. */
function webhookUrlOf(
  raw: Raw,
  plaidEnv: Env['plaidEnv'],
  origin: string,
  problems: string[],
): string | null {
  if (raw.PLAID_WEBHOOK_URL)
    return httpUrl('PLAID_WEBHOOK_URL', raw.PLAID_WEBHOOK_URL, problems, plaidEnv === 'production')
  return plaidEnv === 'emulator' || origin.startsWith('https://') ? `${origin}/api/plaid/webhook` : null
}

let known: Env | undefined

/** This process's environment. @throws EnvError on the first call, when it cannot be run with. */
export function env(): Env {
  known ??= parseEnv(process.env)
  return known
}
