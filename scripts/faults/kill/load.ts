import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '@/lib/plaid-emulator/random'
import type { RemotePerson } from '../../serving/person'
import type { KillBank } from './bank'
import type { Promises } from './check'

/** Banks whose histories differ in size: thousands of transactions, hundreds, a few. */
const BANKS = [
  { institution: 'ins_109508', name: 'First Platypus Bank', user: 'user_good' },
  { institution: 'ins_109511', name: 'Tartan Bank', user: 'user_transactions_dynamic' },
  { institution: 'ins_900002', name: 'Northlight Bitcoin Wallet', user: 'user_good' },
] as const

/** More than this many connections and the truth takes longer to compare than to break. */
const MOST_CONNECTIONS = 6

/** Thousands of transactions are imported in some seconds. */
const IMPORT_MS = 90_000

/** What was asked of the server and answered, and what was not. */
export interface LoadCounts {
  answered: number
  unanswered: number
}

export interface LoadContext {
  url: string
  cronSecret: string
  bank: KillBank
  person: RemotePerson
  promises: Promises
  counts: LoadCounts
  random: Random
}

/**
 * Does, until told to stop, everything at once that people, banks and schedules do to a server: connections are made,
 * refreshed and annotated, pages read, transactions arrive and post, ticks come. What the server acknowledges is noted
 * as promised.
 */
export async function load(context: LoadContext, until: AbortSignal): Promise<void> {
  const { bank, person, promises, counts, random } = context
  const { noted } = promises

  async function asking<Value>(work: () => Promise<Value>): Promise<Value | null> {
    try {
      const value = await work()
      counts.answered += 1
      return value
    } catch {
      // The server died under it: nobody knows what became of it.
      counts.unanswered += 1
      return null
    }
  }

  async function again(work: () => Promise<unknown>, mostMs: number): Promise<void> {
    while (!until.aborted) {
      await work()
      await sleep(random.between(0, mostMs))
    }
  }

  async function connectOne(): Promise<void> {
    if (promises.connected.size >= MOST_CONNECTIONS) return
    await asking(() => connect(context, random.pick(BANKS)))
  }

  async function happen(): Promise<void> {
    const { items } = await listItems(bank)
    if (items.length === 0) return
    const item = random.pick(items)
    const [event, body] =
      random.between(1, 3) === 1 ? ['post-pending', {}] : ['arrive', { count: random.between(1, 8) }]
    await bank.call(`/emulator/items/${item}/${event}`, Object(body))
  }

  async function annotate(): Promise<void> {
    // Posted ones alone: the successor of a pending one would be written on again, over the note that it was handed.
    const ids = await asking(() => person.transactionIds('?state=posted'))
    const transactionId = ids?.find((id) => !noted.has(id))
    if (!transactionId) return
    noted.add(transactionId)
    const note = `note ${randomUUID()}`
    if (await asking(() => person.act('saveEdit', { transactionId, note }))) promises.notes.add(note)
  }

  async function refresh(): Promise<void> {
    const ids = [...promises.connected]
    if (ids.length === 0) return
    const itemId = random.pick(ids)
    await asking(() => person.act('refreshConnection', { itemId }))
  }

  const tick = () =>
    asking(() =>
      fetch(`${context.url}/api/jobs/tick`, { headers: { authorization: `Bearer ${context.cronSecret}` } }),
    )

  await Promise.all([
    again(connectOne, 1_500),
    again(happen, 800),
    again(happen, 800),
    again(annotate, 100),
    again(annotate, 100),
    again(refresh, 1_000),
    again(refresh, 1_000),
    again(tick, 2_000),
  ])
}

type ChosenBank = (typeof BANKS)[number]

/** Connects a bank, as a person does whom Link has just given a public token. */
async function connect({ bank, person, promises, url }: LoadContext, chosen: ChosenBank): Promise<void> {
  const { public_token } = await bank.call('/sandbox/public_token/create', {
    institution_id: chosen.institution,
    initial_products: ['transactions'],
    options: {
      webhook: `${url}/api/plaid/webhook`,
      override_username: chosen.user,
      override_password: 'pass_good',
      transactions: { days_requested: 730 },
    },
  })
  const connected = await person.act('connectBank', {
    publicToken: public_token,
    linkSessionId: `kill-${randomUUID()}`,
    institution: { id: chosen.institution, name: chosen.name },
    accounts: [],
    anotherLogin: true,
  })
  if (typeof connected?.itemId === 'string') promises.connected.add(connected.itemId)
}

/** One connection of each kind, each with its whole history: what there is to lose. */
export async function connectEach(context: LoadContext): Promise<void> {
  for (const chosen of BANKS) await connect(context, chosen)
  const started = performance.now()
  while (!(await context.person.isAllWell())) {
    if (performance.now() - started > IMPORT_MS) throw new Error('The first imports do not end')
    await sleep(250)
  }
}

/** Plaid's ids of the Items that the bank has for Evenkeel. */
export async function listItems(bank: KillBank): Promise<{ items: string[] }> {
  const response = await fetch(`${bank.url}/emulator/items`)
  const { items }: { items: { item_id: string; state: { is_exchanged: boolean } }[] } = await response.json()
  return { items: items.filter(({ state }) => state.is_exchanged).map(({ item_id }) => item_id) }
}
