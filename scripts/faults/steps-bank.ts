import { isAxiosError } from 'axios'
import { Products } from 'plaid'
import { z } from 'zod'
import type { Scene } from './scene'
import { count } from './tally'

/** Something that can happen in a history. It says what it did, or null where it was not possible. */
export interface Step {
  kind: string
  /** How often it happens, as against the others. */
  weight: number
  act(scene: Scene): Promise<string | null>
}

const itemList = z.object({
  items: z.array(
    z.object({
      item_id: z.string(),
      institution_id: z.string(),
      is_exchanged: z.boolean().optional(),
      state: z.object({ error: z.string().nullable(), is_exchanged: z.boolean() }),
    }),
  ),
})
export type BankItem = z.infer<typeof itemList>['items'][number]

/** The Items that there are at the bank, the exchanged ones. */
export async function bankItems(scene: Scene): Promise<BankItem[]> {
  const { items } = itemList.parse(await scene.controlGet('items'))
  return items.filter(({ state }) => state.is_exchanged)
}

async function anItem(scene: Scene): Promise<BankItem | null> {
  const items = await bankItems(scene)
  return items.length === 0 ? null : scene.random.pick(items)
}

/** Something that happens to an Item by the bank's control. */
function happening(
  kind: string,
  weight: number,
  act: (scene: Scene, item: BankItem) => Promise<object | null>,
): Step {
  return {
    kind,
    weight,
    async act(scene) {
      const item = await anItem(scene)
      if (item === null) return null
      return (await act(scene, item)) === null ? null : item.item_id.slice(0, 6)
    },
  }
}

const accounts = z.object({ accounts: z.array(z.object({ account_id: z.string(), is_shared: z.boolean() })) })

/** Takes one of several shared accounts away. Null where there is no second one. */
export async function revokeOne(
  { control, controlGet, random, tally }: Pick<Scene, 'control' | 'controlGet' | 'random' | 'tally'>,
  itemId: string,
): Promise<object | null> {
  const known = accounts.safeParse(await controlGet(`items/${itemId}`))
  const shared = known.success ? known.data.accounts.filter(({ is_shared }) => is_shared) : []
  if (shared.length < 2) return null
  count(tally, 'accounts revoked')
  return control(`items/${itemId}/revoke-account`, { account_id: random.pick(shared).account_id })
}

const dayBefore = (now: Date, days: number) =>
  new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10)

export const bankSteps: readonly Step[] = [
  happening('transactions arrive', 14, ({ control, random }, { item_id }) =>
    control(`items/${item_id}/arrive`, { count: random.between(1, 6) }),
  ),
  happening('what is pending posts', 7, ({ control }, { item_id }) =>
    control(`items/${item_id}/post-pending`),
  ),
  happening('a refresh posts, corrects and brings', 7, async ({ api, network }, { item_id }) => {
    const access_token = network.tokens.get(item_id)
    if (access_token === undefined) return null
    return api.transactionsRefresh({ access_token }).catch(() => null)
  }),
  happening('transactions are written at the bank', 4, async ({ api, network, now, random }, { item_id }) => {
    const access_token = network.tokens.get(item_id)
    if (access_token === undefined) return null
    const ago = random.between(0, 5)
    const transaction = {
      date_transacted: dayBefore(now(), ago),
      date_posted: dayBefore(now(), random.between(0, ago)),
      amount: random.between(-90_000, 250_000) / 100,
      description: `WRITTEN ${random.between(1, 99)}`,
    }
    return api.sandboxTransactionsCreate({ access_token, transactions: [transaction] }).catch(() => null)
  }),
  happening('an account is revoked', 2, ({ control, controlGet, random, tally }, { item_id }) =>
    revokeOne({ control, controlGet, random, tally }, item_id),
  ),
  happening('an account is opened', 2, ({ control }, { item_id }) =>
    control(`items/${item_id}/open-account`),
  ),
  happening('the login is lost', 5, async ({ control, random, tally }, { item_id, state }) => {
    if (state.error !== null) return null
    count(tally, 'logins lost')
    const error_code = random.pick([
      'ITEM_LOGIN_REQUIRED',
      'ITEM_LOGIN_REQUIRED',
      'ITEM_LOCKED',
      'INVALID_CREDENTIALS',
    ])
    return control(`items/${item_id}/set-error`, { error_code })
  }),
  happening('the bank lets in again by itself', 3, async ({ control, tally }, { item_id, state }) => {
    if (state.error === null) return null
    count(tally, 'logins repaired by themselves')
    return control(`items/${item_id}/set-error`, { error_code: null })
  }),
  happening('the access is taken back', 1, async ({ control, tally }, { item_id, state }) => {
    if (state.error !== null) return null
    count(tally, 'accesses taken back')
    return control(`items/${item_id}/revoke`)
  }),
  happening('the consent or the connection will end', 3, async ({ control, random, tally }, { item_id }) => {
    const body = { days: random.between(0, 7) }
    count(tally, 'ends announced')
    return (
      (await control(`items/${item_id}/consent-expires`, body)) ??
      (await control(`items/${item_id}/pending-disconnect`, body))
    )
  }),
  happening('the bank is down, slow or back', 3, async ({ control, random, tally }, { institution_id }) => {
    const status = random.pick(['DOWN', 'DEGRADED', 'HEALTHY', 'HEALTHY'])
    count(tally, `bank ${status.toLowerCase()}`)
    return control(`institutions/${institution_id}/status`, { status })
  }),
  {
    kind: 'the signing key changes',
    weight: 1,
    async act({ control }) {
      await control('keys/rotate')
      return ''
    },
  },
]

/** Banks with few accounts, or a login with few transactions: a history has time for many steps then. */
const LOGINS = [
  ['ins_900002', 'user_good'],
  ['ins_900002', 'user_b'],
  ['ins_109508', 'user_transactions_dynamic'],
  ['ins_43', 'user_transactions_dynamic'],
  ['ins_900001', 'user_transactions_dynamic'],
  ['ins_900001', 'user_a'],
  ['ins_109508', 'user_good'],
] as const

/** A login at a bank that a person has just been through Link with; null where the bank cannot be reached. */
export async function newLogin(scene: Scene) {
  const [institution_id, username] = scene.random.pick(LOGINS)
  const made = await scene.api
    .sandboxPublicTokenCreate({
      institution_id,
      initial_products: [Products.Transactions],
      options: {
        webhook: 'http://127.0.0.1/webhook',
        override_username: username,
        override_password: 'pass_good',
        transactions: { days_requested: scene.random.between(1, 12) },
      },
    })
    .catch((error: unknown) => {
      if (isAxiosError(error) && error.response?.status === 400) return null
      throw error
    })
  if (made === null) return null
  return { publicToken: made.data.public_token, institutionId: institution_id, username }
}
