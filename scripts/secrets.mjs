import { createECDH, randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Refusal } from './setup.mjs'

/**
 * The secrets that `npm run demo` and `npm run dev` make for themselves and keep in the data folder: sessions stay
 * valid and sealed tokens readable from one start to the next. Whoever hosts Evenkeel gives their own instead.
 *
 * @param {string} dataDir made when missing, for its owner alone
 * @returns {Promise<{ NEXTAUTH_SECRET: string, TOKEN_ENCRYPTION_KEYS: string, VAPID_PUBLIC_KEY: string,
 *   VAPID_PRIVATE_KEY: string }>}
 */
export async function ensureSecrets(dataDir) {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const secrets = await kept(
    path.join(dataDir, 'secrets.json'),
    ['NEXTAUTH_SECRET', 'TOKEN_ENCRYPTION_KEYS'],
    {
      NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
      TOKEN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    },
  )
  // In a file of its own: a folder of before has none, and losing it costs no more than asking the browsers again.
  const pushKeys = await kept(
    path.join(dataDir, 'push-keys.json'),
    ['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY'],
    makePushKeys(),
  )
  return { ...secrets, ...pushKeys }
}

/** The pair by which push services of browsers know this installation: a point and a number of P-256. */
function makePushKeys() {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  return {
    VAPID_PUBLIC_KEY: pair.getPublicKey('base64url'),
    VAPID_PRIVATE_KEY: Buffer.from(pair.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url'),
  }
}

/**
 * What a file holds; where there is none it is made.
 *
 * @param {string} file
 * @param {string[]} names
 * @param {Record<string, string>} made
 */
async function kept(file, names, made) {
  // Whole or not at all, and never over one that is there: what it seals could not be opened again.
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  await link(draft, file).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  await chmod(file, 0o600)
  try {
    const read = JSON.parse(await readFile(file, 'utf8'))
    if (names.every((name) => read[name])) return Object.fromEntries(names.map((name) => [name, read[name]]))
  } catch {
    // Said below.
  }
  throw new Refusal(
    `${file} holds no secrets that can be read. Restore it, or start from nothing: npm run demo -- --reset`,
  )
}
