import type { Route } from 'next'
import { z } from 'zod'
import { KINDS, type Kind } from './kinds'

/** What the address of the page can say. Anything else in it is passed over. */
export interface NotificationSearch {
  /** Null: all that the person is told of. */
  kind: Kind | null
  /** The last one of the page before. */
  after: { createdAt: Date; id: string } | null
}

type SearchParams = Readonly<Record<string, string | string[] | undefined>>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function readNotificationSearch(params: SearchParams): NotificationSearch {
  const one = (name: string) => {
    const value = params[name]
    return typeof value === 'string' ? value : (value?.[0] ?? '')
  }
  const [milliseconds = '', id = ''] = one('after').split('_')
  const createdAt = new Date(/^\d{1,15}$/.test(milliseconds) ? Number(milliseconds) : Number.NaN)
  return {
    kind: KINDS.find((kind) => kind === one('kind')) ?? null,
    after: UUID.test(id) && !Number.isNaN(createdAt.getTime()) ? { createdAt, id } : null,
  }
}

export function notificationsHref({ kind, after }: Partial<NotificationSearch>): Route {
  const params = new URLSearchParams()
  if (kind) params.set('kind', kind)
  if (after) params.set('after', `${after.createdAt.getTime()}_${after.id}`)
  const query = params.toString()
  return (query ? `/notifications?${query}` : '/notifications') as Route
}

export const readSchema = z.strictObject({ id: z.uuid(), read: z.boolean() })

export const deviceSchema = z.strictObject({ id: z.uuid() })

const DEVICE_MAX = 80

/** What a browser says of itself when it wants to be told: a point of P-256 and 16 bytes, base64url. */
export const subscriptionSchema = z.strictObject({
  endpoint: z.string().max(2_000),
  p256dh: z.string().regex(/^[\w-]{87}=?$/),
  auth: z.string().regex(/^[\w-]{22}(==)?$/),
  device: z
    .string()
    .transform((text) => text.replaceAll(/\0|\p{Surrogate}|\p{Cc}/gu, '').trim())
    .pipe(z.string().min(1).max(DEVICE_MAX)),
})
