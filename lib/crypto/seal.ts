import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** A key of the ring: a short id that is stored beside what it sealed, and 32 bytes. */
export interface SealingKey {
  id: string
  key: Buffer
}

const VERSION = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Seals a secret with AES-256-GCM under the ring's first key. `boundTo` (the id of the row that keeps it) is the
 * associated data: the sealed text copied to another row does not open there.
 *
 * Shape: `v1.<key id>.<base64url of IV, ciphertext and tag>`.
 */
export function seal(secret: string, boundTo: string, ring: readonly SealingKey[]): string {
  const [first] = ring
  if (!first) throw new Error('There is no key to seal with')
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', first.key, iv)
  cipher.setAAD(Buffer.from(boundTo, 'utf8'))
  const body = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${VERSION}.${first.id}.${body.toString('base64url')}`
}

/**
 * Opens what `seal` made.
 *
 * @throws when the key is not in the ring, or when the text was altered or belongs to another row; the message
 * holds neither key nor secret.
 */
export function unseal(sealed: string, boundTo: string, ring: readonly SealingKey[]): string {
  const [version, keyId, encoded] = sealed.split('.')
  if (version !== VERSION || keyId === undefined || encoded === undefined)
    throw new Error('Not a sealed secret')
  const key = ring.find((candidate) => candidate.id === keyId)
  if (!key) throw new Error(`TOKEN_ENCRYPTION_KEYS has no key "${keyId}", under which a secret is sealed`)
  const body = Buffer.from(encoded, 'base64url')
  if (body.length < IV_BYTES + TAG_BYTES) throw new Error('Not a sealed secret')
  const decipher = createDecipheriv('aes-256-gcm', key.key, body.subarray(0, IV_BYTES))
  decipher.setAAD(Buffer.from(boundTo, 'utf8'))
  decipher.setAuthTag(body.subarray(body.length - TAG_BYTES))
  try {
    const opened = [decipher.update(body.subarray(IV_BYTES, body.length - TAG_BYTES)), decipher.final()]
    return Buffer.concat(opened).toString('utf8')
  } catch {
    throw new Error('A sealed secret was altered, or belongs to another row')
  }
}
