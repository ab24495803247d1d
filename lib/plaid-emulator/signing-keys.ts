import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto'
import { keys, type SigningKeyDocument, signingKeySchema } from './documents'
import { failure } from './errors'
import type { EmulatorStore } from './store'

/** A fresh P-256 key pair, made at a real time in milliseconds. */
export function freshSigningKey(realNow: number): SigningKeyDocument {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  if (x === undefined || y === undefined) throw new TypeError('An EC public key has no coordinates')
  return {
    kid: randomUUID(),
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    x,
    y,
    createdAt: Math.floor(realNow / 1000),
    expiredAt: null,
  }
}

async function storedKeys(store: EmulatorStore) {
  return (await store.list(keys.signingKeys))
    .map(({ value, version }) => ({ key: signingKeySchema.parse(value), version }))
    .sort(
      (left, right) => right.key.createdAt - left.key.createdAt || (left.key.kid < right.key.kid ? -1 : 1),
    )
}

/** Every key that webhooks have been signed with, the newest first. */
export async function listSigningKeys(store: EmulatorStore): Promise<SigningKeyDocument[]> {
  return (await storedKeys(store)).map(({ key }) => key)
}

/** The key that webhooks are signed with now; made when there is none. */
export async function currentSigningKey(store: EmulatorStore, realNow: number): Promise<SigningKeyDocument> {
  const current = async () => (await listSigningKeys(store)).find(({ expiredAt }) => expiredAt === null)
  const existing = await current()
  if (existing !== undefined) return existing
  const made = freshSigningKey(realNow)
  await store.write([{ key: keys.signingKey(made.kid), value: made, expected: 0 }])
  // Another process may have made one at the same time: both are served, and both agree on which one signs.
  return (await current()) ?? made
}

/** Makes a new key the one that signs. Those of before stay served, as expired ones. */
export async function rotateSigningKey(store: EmulatorStore, realNow: number): Promise<SigningKeyDocument> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const made = freshSigningKey(realNow)
    const expiring = (await storedKeys(store)).filter(({ key }) => key.expiredAt === null)
    const isDone = await store.write([
      { key: keys.signingKey(made.kid), value: made, expected: 0 },
      ...expiring.map(({ key, version }) => ({
        key: keys.signingKey(key.kid),
        value: { ...key, expiredAt: made.createdAt },
        expected: version,
      })),
    ])
    if (isDone) return made
  }
  throw failure('API_ERROR', 'INTERNAL_SERVER_ERROR', 'the keys were being rotated by somebody else', {
    status: 500,
  })
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

const maxReadKeys = 20
const readKeys = new Map<string, KeyObject>()

/** The private key of a document, read once: each webhook is signed with one. */
function privateKeyOf({ kid, privatePem }: SigningKeyDocument): KeyObject {
  const read = readKeys.get(kid) ?? createPrivateKey(privatePem)
  if (readKeys.size >= maxReadKeys) readKeys.clear()
  readKeys.set(kid, read)
  return read
}

/** The JWT of the `Plaid-Verification` header: ES256 over the SHA-256 of the raw body, issued in real time. */
export function verificationToken(key: SigningKeyDocument, body: string, realNow: number): string {
  const head = base64url({ alg: 'ES256', kid: key.kid, typ: 'JWT' })
  const claims = base64url({
    iat: Math.floor(realNow / 1000),
    request_body_sha256: createHash('sha256').update(body).digest('hex'),
  })
  const signature = sign('sha256', Buffer.from(`${head}.${claims}`), {
    key: privateKeyOf(key),
    dsaEncoding: 'ieee-p1363',
  })
  return `${head}.${claims}.${signature.toString('base64url')}`
}
