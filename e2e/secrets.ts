import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** Something that must not be found in a page, an answer, a log or an error. */
export interface Secret {
  /** What it is, in words that do not give it away. */
  name: string
  pattern: RegExp
}

/** Where the run keeps its data folder, the server's log and the answers that the browser got. */
export function runFolder(): string {
  const folder = process.env.E2E_FOLDER
  if (!folder) throw new Error('E2E_FOLDER is not set; start the browser tests with: npm run e2e')
  return folder
}

/** The secrets of this run, and what any secret of its kind looks like. */
export async function knownSecrets(): Promise<Secret[]> {
  const own: Record<string, string> = JSON.parse(
    await readFile(path.join(runFolder(), 'data/secrets.json'), 'utf8'),
  )
  const push: Record<string, string> = JSON.parse(
    await readFile(path.join(runFolder(), 'data/push-keys.json'), 'utf8'),
  )
  const keys = (own.TOKEN_ENCRYPTION_KEYS ?? '')
    .split(',')
    .map((entry) => entry.slice(entry.indexOf(':') + 1))
  const literals = {
    'the secret of the sessions': own.NEXTAUTH_SECRET,
    'the private key of messages to browsers': push.VAPID_PRIVATE_KEY,
    'the secret of the scheduled tick': 'the-cron-secret-of-the-browser-tests',
    'the address of the database, with its password': process.env.E2E_DATABASE_URL,
    ...Object.fromEntries(keys.map((key, index) => [`encryption key ${index + 1}`, key])),
  }
  return [
    { name: 'an access token', pattern: /access-(sandbox|development|production)-[0-9a-f]/i },
    { name: 'a password hash', pattern: /\$argon2(id|i|d)\$/ },
    { name: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----|"d":\s*"[\w-]{43}"/ },
    ...Object.entries(literals).flatMap(([name, value]) =>
      value ? [{ name, pattern: new RegExp(escaped(value)) }] : [],
    ),
  ]
}

/** A public token opens a bank until it is exchanged: it passes through the browser, but belongs in no log. */
export const notInLogs: Secret[] = [
  { name: 'a public token', pattern: /public-(sandbox|development|production)-[0-9a-f]/i },
  { name: 'a link token', pattern: /link-(sandbox|development|production)-[0-9a-f]{8}/i },
]

/** Which of the secrets are in a text, each with what stands before it. */
export function findSecrets(text: string, secrets: readonly Secret[]): string[] {
  return secrets.flatMap(({ name, pattern }) => {
    const found = pattern.exec(text)
    return found ? [`${name}, after: ${text.slice(Math.max(0, found.index - 120), found.index)}`] : []
  })
}

function escaped(literal: string): string {
  // In JSON a slash may be written with a backslash before it.
  return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('/', '\\\\?/')
}
