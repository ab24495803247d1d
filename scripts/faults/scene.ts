import axios from 'axios'
import { Configuration, PlaidApi } from 'plaid'
import { z } from 'zod'
import { BankFailure } from '@/lib/bank/failure'
import type { LinkContext } from '@/lib/connections/link'
import { createUser } from '@/lib/db/users'
import { createWorker, type Worker, type WorkerContext } from '@/lib/jobs/worker'
import { createPlaid } from '@/lib/plaid/client'
import { createWebhookVerifier, type WebhookVerifier } from '@/lib/plaid/webhook'
import { type Random, randomFor } from '@/lib/plaid-emulator/random'
import { aside, type Doom, Life } from './deaths'
import type { Ground } from './ground'
import { createNotes, type Notes } from './model'
import { createNetwork, type Network } from './network'
import { revokeOne } from './steps-bank'
import { count, type Tally } from './tally'

const START = Date.parse('2026-03-03T09:00:00Z')
const BASE_URL = 'http://127.0.0.1'
/** PostgreSQL's code for it. */
const DEADLOCK = '40P01'

export interface Person {
  userId: string
  householdId: string
}

/** One process of the app, and how long it lives. */
export interface Process {
  life: Life
  context: LinkContext & WorkerContext
  worker: Worker
  webhooks: WebhookVerifier
}

/** How something that a process did came out. */
export type Outcome<Value> =
  | { kind: 'done'; value: Value }
  | { kind: 'failed'; error: BankFailure }
  | { kind: 'died' }

/** How rough a history is. */
export interface Climate {
  /** With what probability a process dies of what it is asked to do. */
  death: number
  /** The network's trouble, when there is any. */
  trouble: number
  mutation: number
}

/** What one history plays in: people, a bank, a network between, and the clock of it all. */
export interface Scene {
  readonly ground: Ground
  readonly random: Random
  readonly tally: Tally
  readonly climate: Climate
  readonly network: Network
  readonly notes: Notes
  readonly people: readonly Person[]
  /** Speaks to the bank past all trouble. */
  readonly api: PlaidApi
  /** The username of each Item's login, by Plaid's id of the Item. */
  readonly logins: Map<string, string>
  /** The app's time. */
  now(): Date
  /** Lets time pass for everybody: banks, processes, and what waits in the queue. */
  pass(seconds: number): Promise<void>
  /** The process that has been at work the longest, or a new one where it has died. */
  process(): Process
  /** The same, and it may die of what comes next, as the climate has it. */
  mortal(): Process
  /** One more process. */
  another(): Process
  /** Does something in a process, to the end or until it dies. @throws what no bank and no death explains. */
  run<Value>(process: Process, work: (process: Process) => Promise<Value>): Promise<Outcome<Value>>
  /** Makes something happen at the bank. Null where the bank says that it cannot. */
  control(path: string, body?: object): Promise<object | null>
  controlGet(path: string): Promise<object>
}

/** What an entry of the log is about, without what differs from one to the next. */
function subjectOf(entry: object): string {
  const { event, message } = z.object({ event: z.string(), message: z.string().optional() }).parse(entry)
  return message === undefined ? event : `${event}, ${message}`
}

export async function openScene(ground: Ground, seed: number, history: number, tally: Tally): Promise<Scene> {
  const random = randomFor('history', seed, history)
  const ways = randomFor('network', seed, history)
  ground.begin(random.chance(0.7))
  ground.clock.realMs = START + random.between(0, 6 * 86_400) * 1_000
  let aheadMs = 0
  const now = () => new Date(ground.clock.realMs + aheadMs)
  const climate: Climate = {
    death: random.pick([0, 0.2, 0.5]),
    trouble: random.pick([0, 0.04, 0.15, 0.35]),
    mutation: random.pick([0, 0.2, 0.6]),
  }

  const call = async (method: string, path: string, body?: object): Promise<object | null> => {
    const request = new Request(`${BASE_URL}/emulator/${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    })
    const response = await ground.emulator.fetch(request)
    const answer: unknown = await response.json()
    if (response.status >= 500) throw new Error(`The emulator failed at ${path}`)
    return response.ok ? Object(answer) : null
  }

  const control = (path: string, body: object = {}) => aside(() => call('POST', path, body))
  const controlGet = async (path: string) => (await aside(() => call('GET', path))) ?? {}

  /**
   * What waits in the queue waits by the database's clock, which stands still: everything in it grows older instead. Rows
   * are taken as they lie, and by a worker in the order of its work: of two that wait for each other PostgreSQL refuses
   * one, and this one can try again.
   */
  const age = async (seconds: number): Promise<void> => {
    try {
      await makeOlder(seconds)
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== DEADLOCK) throw error
      await age(seconds)
    }
  }
  const makeOlder = (seconds: number) =>
    ground.db.executeSql(`
      UPDATE pgboss.job SET start_after = start_after - interval '${seconds} s',
        started_on = started_on - interval '${seconds} s', created_on = created_on - interval '${seconds} s',
        completed_on = completed_on - interval '${seconds} s', keep_until = keep_until - interval '${seconds} s'`)

  const pass = (seconds: number) =>
    aside(async () => {
      count(tally, 'clock steps')
      // In front of an emulator the app's clock runs ahead of the real one, by which webhooks are signed.
      const isReal = seconds % 2 === 0
      if (isReal) ground.clock.realMs += seconds * 1_000
      else aheadMs += seconds * 1_000
      await call('POST', 'clock/advance', { seconds: isReal ? 0 : seconds })
      await age(seconds)
    })

  const network = createNetwork({
    emulator: (request) => ground.emulator.fetch(request),
    random: ways,
    tally,
    rowsToPage: random.pick([4, 9, 25, 500]),
    pass,
    mutate: async () => {
      const by = { control, controlGet, random: ways, tally }
      for (const id of network.tokens.keys()) {
        const change = ways.next()
        if (change < 0.2) await revokeOne(by, id)
        else if (change < 0.5) await control(`items/${id}/post-pending`)
        else await control(`items/${id}/arrive`, { count: 1 })
      }
    },
  })

  const people: Person[] = []
  for (let index = 0; index < 2; index += 1) {
    const email = `person-${seed}-${history}-${index}@example.org`
    const person = {
      email,
      name: 'Person',
      passwordHash: 'x',
      timeZone: random.pick(['UTC', 'America/New_York']),
    }
    const created = await createUser(ground.db, person, now())
    if (!created) throw new Error('A history before this one left its people behind')
    people.push(created)
  }

  function start(): Process {
    const life = new Life(({ when }) => count(tally, `deaths ${when} a wait`))
    const plaid = createPlaid({
      baseUrl: BASE_URL,
      clientId: 'client',
      secret: 'secret',
      products: ['transactions'],
      countryCodes: ['US', 'CA', 'GB', 'NL'],
      redirectUri: null,
      webhookUrl: `${BASE_URL}/webhook`,
      fetch: (request) => life.wait(() => network.carry(request)),
    })
    const context = {
      db: ground.db,
      plaid,
      bank: plaid,
      clock: { now },
      queue: ground.queue,
      tokenKeys: ground.tokenKeys,
      log: {
        ...ground.log,
        error: (entry: object) => {
          // What a dead process says nobody hears.
          if (!life.isOver) count(tally, `said as an error: ${subjectOf(entry)}`)
        },
      },
      webhookUrl: plaid.webhookUrl,
      sleep: (ms: number) => life.wait(() => pass(Math.max(1, Math.round(ms / 1_000)))),
    }
    return {
      life,
      context,
      worker: createWorker(context),
      webhooks: createWebhookVerifier((kid) => plaid.webhookKey(kid), {
        now: () => new Date(ground.clock.realMs),
      }),
    }
  }

  const doom = (): Doom | null =>
    random.chance(climate.death)
      ? {
          // Early waits more often than late ones: there are runs of ten and runs of a hundred.
          at: Math.ceil(random.between(2, 9) ** random.pick([1, 1.5, 2])),
          when: random.pick(['before', 'after']),
        }
      : null
  let living = start()
  const oldest = (fate: Doom | null) => {
    if (living.life.isOver) living = start()
    living.life.expect(fate)
    return living
  }

  return {
    ground,
    random,
    tally,
    climate,
    network,
    notes: createNotes(),
    people,
    api: new PlaidApi(
      new Configuration({
        basePath: BASE_URL,
        baseOptions: { headers: { 'PLAID-CLIENT-ID': 'client', 'PLAID-SECRET': 'secret' } },
      }),
      BASE_URL,
      axios.create({
        adapter: 'fetch',
        env: { fetch: (input, init) => ground.emulator.fetch(new Request(input, init)) },
      }),
    ),
    logins: new Map(),
    now,
    pass,
    process: () => oldest(null),
    mortal: () => oldest(doom()),
    another: () => {
      const process = start()
      process.life.expect(doom())
      return process
    },
    async run(actor, work) {
      try {
        const value = await actor.life.run(() => work(actor))
        return actor.life.isOver ? { kind: 'died' } : { kind: 'done', value }
      } catch (error) {
        if (actor.life.isOver) return { kind: 'died' }
        if (!(error instanceof BankFailure)) throw error
        return { kind: 'failed', error }
      }
    },
    control,
    controlGet,
  }
}
