import { z } from 'zod'
import { connectItem, finishReconnect, reconnectToken, removeConnection } from '@/lib/connections/link'
import { type EditChange, saveEdit } from '@/lib/db/transaction-edits'
import type { Random } from '@/lib/plaid-emulator/random'
import type { Process, Scene } from './scene'
import { bankItems, newLogin, type Step } from './steps-bank'
import { count } from './tally'
import { storedItems } from './truth'

type StoredItem = Awaited<ReturnType<typeof storedItems>>[number]

/** Connects a bank, to the end or until the process dies of it. */
export async function connect(scene: Scene, process: Process): Promise<string | null> {
  const person = scene.random.pick(scene.people)
  const login = await newLogin(scene)
  if (login === null) return null
  const outcome = await scene.run(process, async ({ context, worker }) => {
    const key = await connectItem(context, person, {
      publicToken: login.publicToken,
      linkSessionId: null,
      institution: { id: login.institutionId, name: 'A bank' },
      accounts: [],
      anotherLogin: true,
    })
    await worker.drain()
    return key
  })
  if (outcome.kind === 'died') count(scene.tally, 'deaths while connecting')
  for (const { item_id, institution_id } of await bankItems(scene)) {
    if (!scene.logins.has(item_id) && institution_id === login.institutionId) {
      scene.logins.set(item_id, login.username)
    }
  }
  return `${login.institutionId} ${login.username}: ${outcome.kind}`
}

const started = z.object({
  link_session_id: z.string(),
  institution: z.object({ institution_id: z.string() }),
})
const answered = z.object({
  step: z.enum(['accounts', 'done', 'mfa']),
  accounts: z.array(z.object({ id: z.string() })).optional(),
})

/** Walks through Link's update mode. @returns false where the person left, or Link refused. */
async function visitUpdate(
  { ground, random }: Scene,
  linkToken: string,
  username: string,
  end: 'finish' | 'cancel',
): Promise<boolean> {
  const step = async (name: string, body: object): Promise<unknown> => {
    const response = await ground.emulator.fetch(
      new Request(`http://127.0.0.1/link-session/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ link_token: linkToken, ...body }),
      }),
    )
    return response.ok ? response.json() : null
  }
  const begun = started.safeParse(await step('start', {}))
  if (!begun.success) return false
  const session = { link_session_id: begun.data.link_session_id }
  const leave = () => step('exit', session)
  if (end === 'cancel' && random.chance(0.5)) {
    await leave()
    return false
  }
  const { institution_id } = begun.data.institution
  const signedIn = answered.safeParse(
    await step('credentials', { ...session, institution_id, username, password: 'pass_good' }),
  )
  if (!signedIn.success) return false
  if (signedIn.data.step === 'done') return true
  if (end === 'cancel') {
    await leave()
    return false
  }
  const offered = (signedIn.data.accounts ?? []).map(({ id }) => id)
  const chosen = offered.filter(() => random.chance(0.7))
  return (await step('finish', { ...session, account_ids: chosen.length === 0 ? offered : chosen })) !== null
}

/** A person goes through update mode, with or without a choice of accounts, to the end or not. */
export async function reconnect(
  scene: Scene,
  process: Process,
  item: StoredItem,
  how: { selectAccounts: boolean; end: 'finish' | 'cancel' },
): Promise<string> {
  const { householdId, itemId } = item
  const { userId } = scene.people.find((person) => person.householdId === householdId) ?? { userId: '' }
  const key = { householdId, itemId }
  const outcome = await scene.run(process, async ({ context, worker }) => {
    const token = await reconnectToken(context, { userId, language: 'en' }, key, how.selectAccounts)
    if (token === null) return 'no token'
    const isThrough = await visitUpdate(scene, token, scene.logins.get(item.plaidItemId) ?? '', how.end)
    if (!isThrough) return 'left'
    const result = await finishReconnect(context, key, how.selectAccounts)
    await worker.drain()
    return result
  })
  if (outcome.kind === 'died') count(scene.tally, 'deaths while reconnecting')
  return outcome.kind === 'done' ? outcome.value : outcome.kind
}

async function aConnection(scene: Scene): Promise<StoredItem | null> {
  const items = await storedItems(scene)
  return items.length === 0 ? null : scene.random.pick(items)
}

/** Removes a connection; what was written on its transactions goes with it, once it is gone. */
export async function remove(scene: Scene, process: Process, item: StoredItem): Promise<string> {
  const { householdId, itemId } = item
  const outcome = await scene.run(process, ({ context }) =>
    removeConnection(context, { householdId, itemId }),
  )
  if (outcome.kind === 'died') count(scene.tally, 'deaths while removing')
  return outcome.kind
}

interface VisibleRow {
  id: string
  root: string
  itemId: string
}

const TAGS = ['holiday', 'work', 'shared', 'Trip to Ghent'] as const
const CATEGORIES = ['TRAVEL_FLIGHTS', 'FOOD_AND_DRINK_COFFEE', null] as const

function aChange(random: Random): EditChange {
  switch (random.between(0, 5)) {
    case 0:
      return { note: '', category: null, tags: [], flagged: false }
    case 1:
      return { tags: TAGS.filter(() => random.chance(0.5)) }
    case 2:
      return { category: random.pick(CATEGORIES) }
    case 3:
      return { flagged: random.chance(0.7) }
    default:
      return { note: random.chance(0.15) ? '' : `note ${random.between(1, 1_000_000)}` }
  }
}

/** A person writes, changes or clears what stands on a transaction that they see. */
export async function write(scene: Scene, process: Process): Promise<string | null> {
  const { ground, random, notes, now } = scene
  const { householdId } = random.pick(scene.people)
  const rows = await ground.db.prisma.$queryRaw<VisibleRow[]>`
    SELECT t.id, COALESCE(t.pending_plaid_transaction_id, t.plaid_transaction_id) AS root, a.item_id AS "itemId"
    FROM transactions t JOIN accounts a ON a.household_id = t.household_id AND a.id = t.account_id
    WHERE t.household_id = ${householdId}::uuid AND t.removed_at IS NULL
    ORDER BY t.pending DESC, t.shown_on DESC, t.name, t.amount LIMIT 12`
  if (rows.length === 0) return null
  const { id, root, itemId } = random.pick(rows)
  const change = aChange(random)
  const settle = notes.write(root, { householdId, itemId }, change)
  const outcome = await scene.run(process, ({ context }) =>
    saveEdit(context.db, householdId, id, change, now()),
  )
  if (outcome.kind === 'done') settle(outcome.value)
  count(scene.tally, 'notes, tags, categories and flags written')
  return `${root.slice(0, 6)} ${JSON.stringify(change)}: ${outcome.kind}`
}

export const personSteps: readonly Step[] = [
  { kind: 'a person connects', weight: 3, act: (scene) => connect(scene, scene.mortal()) },
  {
    kind: 'a person reconnects',
    weight: 5,
    async act(scene) {
      const item = await aConnection(scene)
      if (item === null) return null
      const how = {
        selectAccounts: scene.random.chance(0.4),
        end: scene.random.pick(['finish', 'finish', 'cancel'] as const),
      }
      const outcome = await reconnect(scene, scene.mortal(), item, how)
      count(scene.tally, how.end === 'finish' ? 'reconnects' : 'reconnects cancelled')
      return `${how.end}${how.selectAccounts ? ' with accounts' : ''}: ${outcome}`
    },
  },
  {
    kind: 'a person removes a connection',
    weight: 1,
    async act(scene) {
      const item = await aConnection(scene)
      if (item === null) return null
      count(scene.tally, 'connections removed')
      return remove(scene, scene.mortal(), item)
    },
  },
  { kind: 'a person writes', weight: 14, act: (scene) => write(scene, scene.mortal()) },
]
