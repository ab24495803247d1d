import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import type { ItemDocument } from './documents'
import { hashToken } from './ids'

/**
 * An Item's access token as the exchange of a public token of /item/public_token/create gives it: sealed for who has
 * that public token. The store knows tokens by their hashes only, and the access token may be another one by the time
 * of the exchange; so the public token is the seed of a key pair, and whoever changes the access token seals the new
 * one with the public half.
 */
export type KeptToken = ItemDocument['keptTokens'][number]

/** What stands before the 32 bytes of an X25519 private key in PKCS #8 (RFC 8410). */
const privateKeyPrefix = Buffer.from('302e020100300506032b656e04220420', 'hex')
const ivBytes = 12
const tagBytes = 16

function privateKeyOf(publicToken: string): KeyObject {
  const seed = createHmac('sha256', 'kept-token').update(publicToken).digest()
  return createPrivateKey({ key: Buffer.concat([privateKeyPrefix, seed]), format: 'der', type: 'pkcs8' })
}

const cipherKey = (privateKey: KeyObject, publicKey: KeyObject) =>
  Buffer.from(hkdfSync('sha256', diffieHellman({ privateKey, publicKey }), '', 'kept-token', 32))

const toText = (key: KeyObject) => key.export({ format: 'der', type: 'spki' }).toString('base64')
const fromText = (text: string) =>
  createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })

function sealFor(publicKeyText: string, accessToken: string): KeptToken['sealed'] {
  const own = generateKeyPairSync('x25519')
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', cipherKey(own.privateKey, fromText(publicKeyText)), iv)
  const body = Buffer.concat([iv, cipher.update(accessToken, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return { key: toText(own.publicKey), body: body.toString('base64') }
}

/** Keeps an access token for whoever exchanges a public token before it ends. */
export function keepToken(publicToken: string, accessToken: string, expiresAt: number): KeptToken {
  const publicKey = toText(createPublicKey(privateKeyOf(publicToken)))
  const publicTokenHash = hashToken(publicToken)
  return { publicTokenHash, publicKey, sealed: sealFor(publicKey, accessToken), expiresAt }
}

/** The same for an access token that takes the place of the last one; what has ended is dropped. */
export function keepInstead(kept: readonly KeptToken[], accessToken: string, now: number): KeptToken[] {
  return kept
    .filter(({ expiresAt }) => now < expiresAt)
    .map((one) => ({ ...one, sealed: sealFor(one.publicKey, accessToken) }))
}

/** The access token that was kept for a public token. */
export function openKept({ sealed }: KeptToken, publicToken: string): string {
  const body = Buffer.from(sealed.body, 'base64')
  const key = cipherKey(privateKeyOf(publicToken), fromText(sealed.key))
  const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, ivBytes))
  decipher.setAuthTag(body.subarray(body.length - tagBytes))
  const opened = [decipher.update(body.subarray(ivBytes, body.length - tagBytes)), decipher.final()]
  return Buffer.concat(opened).toString('utf8')
}
