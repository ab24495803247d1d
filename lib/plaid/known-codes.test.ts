import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import {
  PlaidErrorType as SdkErrorType,
  SandboxItemFireWebhookRequestWebhookCodeEnum as SdkWebhookCode,
  WebhookType as SdkWebhookType,
} from 'plaid'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { PlaidErrorType } from '@/lib/bank/codes'
import { BY_TYPE } from '@/lib/bank/meanings'
import {
  WEBHOOK_CODES,
  WEBHOOK_EFFECTS,
  type WEBHOOK_TYPES_ELSEWHERE,
  type WebhookName,
  webhookMeaning,
} from '@/lib/bank/webhook-meanings'

type TypeOf<Name extends string> = Name extends `${infer Type}.${string}` ? Type : never
type CodeOf<Name extends string> = Name extends `${string}.${infer Code}` ? Code : never
type KnownTypes = TypeOf<WebhookName> | (typeof WEBHOOK_TYPES_ELSEWHERE)[number]

/** Of a product that is not read; its type is noted whatever the code. */
type ElsewhereCode = 'SMS_MICRODEPOSITS_VERIFICATION' | 'AUTHORIZATION_GRANTED' | 'PRODUCT_READY'

/** The webhooks that the SDK describes, by the two names in the comments of each one's interface. */
async function sdkWebhooks(): Promise<{ type: string; code: string }[]> {
  const main = createRequire(import.meta.url).resolve('plaid')
  const types = await readFile(path.join(path.dirname(main), 'api.d.ts'), 'utf8')
  const said = (body: string, field: string) =>
    new RegExp(`\\* \`(?:\\\\")?([A-Z_]+)(?:\\\\")?\`[\\s\\S]{0,120}?${field}: string`).exec(body)?.[1]
  return [...types.matchAll(/export interface \w+Webhook \{([\s\S]*?)\n\}/g)].flatMap(([, body = '']) => {
    const [type, code] = [said(body, 'webhook_type'), said(body, 'webhook_code')]
    return type && code ? [{ type, code }] : []
  })
}

describe('what Evenkeel knows of Plaid’s codes', () => {
  it('is every type of error that the SDK has, and none besides', () => {
    expectTypeOf<`${SdkErrorType}`>().toEqualTypeOf<PlaidErrorType>()
    expect(Object.keys(BY_TYPE).sort()).toEqual(Object.values(SdkErrorType).sort())
  })

  it('is every type of webhook that the SDK has', () => {
    expectTypeOf<`${SdkWebhookType}`>().toExtend<KnownTypes>()
    for (const type of Object.values(SdkWebhookType)) {
      expect(webhookMeaning(type, 'WHATEVER').effect, type).toBe(
        Object.hasOwn(WEBHOOK_CODES, type) ? 'unknown' : 'noted',
      )
    }
  })

  it('is every webhook that the Sandbox can be made to send', () => {
    expectTypeOf<`${SdkWebhookCode}`>().toExtend<CodeOf<WebhookName> | ElsewhereCode>()
    const codes = new Set(Object.keys(WEBHOOK_EFFECTS).map((name) => name.split('.')[1]))
    const elsewhere = Object.values(SdkWebhookCode).filter((code) => !codes.has(code))
    expect(elsewhere.sort()).toEqual([
      'AUTHORIZATION_GRANTED',
      'PRODUCT_READY',
      'SMS_MICRODEPOSITS_VERIFICATION',
    ])
  })

  it('is every webhook that the SDK describes, by its code or, where the product is not read, by its type', async () => {
    const webhooks = await sdkWebhooks()
    expect(webhooks.length).toBeGreaterThan(60)
    for (const { type, code } of webhooks) {
      expect(webhookMeaning(type, code).effect, `${type} ${code}`).not.toBe('unknown')
    }
  })
})

describe('what a webhook leads to', () => {
  it('is to be fetched, or the state that it tells', () => {
    expect(webhookMeaning('TRANSACTIONS', 'SYNC_UPDATES_AVAILABLE')).toMatchObject({
      effect: 'sync',
      actor: 'nobody',
      known: true,
    })
    expect(webhookMeaning('ITEM', 'ERROR')).toMatchObject({ effect: 'item_error', actor: 'by_code' })
    expect(webhookMeaning('ITEM', 'PENDING_DISCONNECT')).toMatchObject({
      effect: 'expiring',
      actor: 'person',
      action: 'reconnect',
    })
    expect(webhookMeaning('ITEM', 'NEW_ACCOUNTS_AVAILABLE').action).toBe('choose_accounts')
  })

  it('is unknown for a new code of what is read, and for a new type, whatever they are called', () => {
    for (const [type, code] of [
      ['ITEM', 'SOMETHING_NEW'],
      ['SOMETHING', 'NEW'],
      ['constructor', 'name'],
      ['', ''],
    ] as const) {
      expect(webhookMeaning(type, code)).toEqual({
        effect: 'unknown',
        actor: 'nobody',
        action: 'wait',
        known: false,
      })
    }
  })

  it('is to be noted for the products that are not read, with a code of any kind', () => {
    expect(webhookMeaning('TRANSFER', 'SOMETHING_NEW')).toMatchObject({ effect: 'noted', known: false })
  })
})
