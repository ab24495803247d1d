import { z } from 'zod'
import { type Context, findDocument } from '../context'
import { customUserSchema } from '../custom-user'
import type { DocumentChange } from '../store'

const moment = z.number()

/** A visit to a bank's own page. It begins in Link, is good once, and ends when its link token does. */
export const oauthStateSchema = z.object({
  linkTokenHash: z.string(),
  linkSessionId: z.string(),
  itemId: z.string(),
  institutionId: z.string(),
  /** What is to be done next, or how it ended. */
  stage: z.enum(['sign-in', 'mfa', 'consent', 'granted', 'denied']),
  username: z.string().nullable(),
  custom: customUserSchema.nullable(),
  mfaRound: z.number().int(),
  /** The ids of the accounts that are to be shared; null to keep those that are. */
  accountIds: z.array(z.string()).nullable(),
  expiresAt: moment,
  /** When Link learned of the end; after that it is of no more use. */
  processedAt: moment.nullable(),
})
export type OauthStateDocument = z.infer<typeof oauthStateSchema>

/** A state as it was read, to be changed only if nobody else has meanwhile. */
export interface StoredOauthState {
  id: string
  value: OauthStateDocument
  version: number
}

const prefix = 'oauth-state/'
const keyOf = (id: string) => `${prefix}${id}`
const keepMs = 24 * 3_600_000

/** The state with this id, or null. */
export async function findOauthState(context: Context, id: string): Promise<StoredOauthState | null> {
  const stored = await findDocument(context.store, keyOf(id), oauthStateSchema)
  return stored === null ? null : { id, ...stored }
}

/** Begins a visit and gives its id; forgets those that ended long ago. */
export async function createOauthState(
  context: Context,
  begin: Pick<
    OauthStateDocument,
    'linkTokenHash' | 'linkSessionId' | 'itemId' | 'institutionId' | 'expiresAt'
  >,
  now: number,
): Promise<string> {
  const id = crypto.randomUUID()
  const value: OauthStateDocument = {
    ...begin,
    stage: 'sign-in',
    username: null,
    custom: null,
    mfaRound: 0,
    accountIds: null,
    processedAt: null,
  }
  const stale = (await context.store.list(prefix)).filter(
    (stored) => oauthStateSchema.parse(stored.value).expiresAt < now - keepMs,
  )
  await context.store.write([
    { key: keyOf(id), value, expected: 0 },
    ...stale.map(({ key }) => ({ key, value: null })),
  ])
  return id
}

/** The change that moves a state on, for as long as nobody else has. */
export function oauthStateChange(
  state: StoredOauthState,
  change: Partial<OauthStateDocument>,
): DocumentChange {
  return { key: keyOf(state.id), value: { ...state.value, ...change }, expected: state.version }
}
