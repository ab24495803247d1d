import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import type { Random } from '@/lib/plaid-emulator/random'
import { currentSigningKey, verificationToken } from '@/lib/plaid-emulator/signing-keys'
import type { EmulatorStore } from '@/lib/plaid-emulator/store'

/** A webhook on its way from the bank to the app. */
export interface Letter {
  raw: string
  token: string
  /** When it was signed, by the real clock, in milliseconds. */
  signedAt: number
  kid: string
}

/** How a webhook is handed over. */
export interface Delivery {
  letter: Letter
  kind: 'genuine' | 'duplicate' | 'forged'
}

const forgeries = ['of another key', 'of another body', 'too old', 'unsigned'] as const
type Forgery = (typeof forgeries)[number]

/** The webhooks that the bank has sent and the app has not had: they are handed over when and as a history wants it. */
export interface Mailbox {
  readonly letters: Letter[]
  /** While closed, the app answers 503, and the bank keeps its webhooks and tries again. */
  isOpen: boolean
  /** How the bank sends a webhook. */
  send: typeof fetch
}

export function createMailbox(realNow: () => number): Mailbox {
  const mailbox: Mailbox = {
    letters: [],
    isOpen: true,
    send: async (_url, init) => {
      if (!mailbox.isOpen) return new Response(null, { status: 503 })
      const token = new Headers(init?.headers).get('plaid-verification') ?? ''
      const head: unknown = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())
      const raw = typeof init?.body === 'string' ? init.body : ''
      mailbox.letters.push({ raw, token, signedAt: realNow(), kid: String(Object(head).kid) })
      return new Response(null, { status: 200 })
    },
  }
  return mailbox
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token as the bank would make it, signed by a key that the bank has never seen and that goes by the name of its own. */
function tokenOfAnotherKey(kid: string, raw: string, realNow: number): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const request_body_sha256 = createHash('sha256').update(raw).digest('hex')
  const signed = `${base64url({ alg: 'ES256', kid, typ: 'JWT' })}.${base64url({ iat: Math.floor(realNow / 1_000), request_body_sha256 })}`
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}

/** What somebody would send who has seen a true webhook and wants a connection dropped. */
export async function forge(
  letter: Letter,
  { random, store, realNow }: { random: Random; store: EmulatorStore; realNow: number },
): Promise<{ letter: Letter; how: Forgery }> {
  const how = random.pick(forgeries)
  const told: unknown = JSON.parse(letter.raw)
  const raw = JSON.stringify({
    webhook_type: 'ITEM',
    webhook_code: 'USER_PERMISSION_REVOKED',
    item_id: Object(told).item_id,
    environment: 'sandbox',
  })
  const [, claims = ''] = letter.token.split('.')
  const signedBy = async (): Promise<string> => {
    switch (how) {
      case 'of another key':
        return tokenOfAnotherKey(letter.kid, raw, realNow)
      case 'of another body':
        return letter.token
      case 'too old':
        return verificationToken(await currentSigningKey(store, realNow), raw, realNow - 3_600_000)
      case 'unsigned': {
        return `${base64url({ alg: 'none', kid: letter.kid })}.${claims}.`
      }
    }
  }
  return { how, letter: { ...letter, raw, token: await signedBy() } }
}
