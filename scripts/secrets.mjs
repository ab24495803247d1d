import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Refusal } from './setup.mjs'

/**
 * The secrets that `npm run demo` and `npm run dev` make for themselves and keep in the data folder: sessions stay
 * valid and sealed tokens readable from one start to the next. Whoever hosts Evenkeel gives their own instead.
 *
 * @param {string} dataDir made when missing, for its owner alone
 * @returns {Promise<{ NEXTAUTH_SECRET: string, TOKEN_ENCRYPTION_KEYS: string }>}
 */
export async function ensureSecrets(dataDir) {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const file = path.join(dataDir, 'secrets.json')
  const made = {
    NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
    TOKEN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  }
  // Whole or not at all, and never over one that is there: what it seals could not be opened again.
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  await link(draft, file).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  await chmod(file, 0o600)
  try {
    const { NEXTAUTH_SECRET, TOKEN_ENCRYPTION_KEYS } = JSON.parse(await readFile(file, 'utf8'))
    if (NEXTAUTH_SECRET && TOKEN_ENCRYPTION_KEYS) return { NEXTAUTH_SECRET, TOKEN_ENCRYPTION_KEYS }
  } catch {
    // Said below.
  }
  throw new Refusal(
    `${file} holds no secrets that can be read. Restore it, or start from nothing: npm run demo -- --reset`,
  )
}
