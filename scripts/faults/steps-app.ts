import { storeWebhook } from '@/lib/db/webhook-inbox'
import type { SyncTrigger } from '@/lib/sync/sync-item'
import { tick } from '@/lib/tick'
import { type Delivery, forge } from './mail'
import type { Process, Scene } from './scene'
import type { Step } from './steps-bank'
import { write } from './steps-person'
import { count } from './tally'
import { storedItems } from './truth'

/** Signed webhooks are good for five minutes, by the real clock. */
const MOST_SECONDS_OLD = 5 * 60

async function ask(scene: Scene, { context }: Process, trigger: SyncTrigger): Promise<void> {
  const items = await storedItems(scene)
  if (items.length === 0) return
  const { householdId, itemId } = scene.random.pick(items)
  await context.queue.sendSync({ householdId, itemId, trigger })
}

/** Hands one webhook over as the route does. @returns what the app answered. */
async function deliver(scene: Scene, process: Process, { letter, kind }: Delivery): Promise<string> {
  const { ground, tally } = scene
  const ageSeconds = (ground.clock.realMs - letter.signedAt) / 1_000
  const outcome = await scene.run(process, async ({ webhooks, context, worker }) => {
    const verified = await webhooks.verify(letter.token, letter.raw)
    if (!verified.ok) return verified.code
    const { body, ...webhook } = verified.value
    await storeWebhook(context.db, { ...webhook, body: JSON.parse(JSON.stringify(body)) }, scene.now())
    if (scene.random.chance(0.6)) await worker.drain()
    return 'stored'
  })
  const answer = outcome.kind === 'done' ? outcome.value : outcome.kind
  count(tally, kind === 'genuine' ? 'webhooks delivered' : `webhooks ${kind}`)
  if (kind === 'forged' && answer === 'stored')
    throw new Error(`A forged webhook was stored: ${letter.token}`)
  if (kind !== 'forged' && answer === 'MALFORMED') throw new Error('A true webhook was called malformed')
  if (ageSeconds > MOST_SECONDS_OLD + 10 && answer === 'stored')
    throw new Error('A webhook was stored too late')
  return answer
}

/** Delivers what waits in the mailbox: in any order, twice, never, or with a forger's among it. */
export async function deliverSome(scene: Scene, most: number): Promise<string> {
  const { random, tally, ground } = scene
  const { letters } = ground.mailbox
  const answers: string[] = []
  for (let index = 0; index < most && letters.length > 0; index += 1) {
    const place = random.chance(0.7) ? 0 : random.between(0, letters.length - 1)
    const [letter] = letters.splice(place, 1)
    if (letter === undefined) break
    // No two come in the same moment: what was asked for before it came is told from what it asked for.
    ground.clock.realMs += 1_000
    if (place > 0) count(tally, 'webhooks reordered')
    if (random.chance(0.15)) {
      count(tally, 'webhooks lost')
      continue
    }
    if (random.chance(0.2)) {
      const { letter: forged, how } = await forge(letter, {
        random,
        store: ground.store,
        realNow: ground.clock.realMs,
      })
      count(tally, `forgeries ${how}`)
      answers.push(await deliver(scene, scene.process(), { letter: forged, kind: 'forged' }))
    }
    const answer = await deliver(scene, scene.mortal(), { letter, kind: 'genuine' })
    answers.push(answer)
    // Without a 200 the bank tries again; with one it may do so too.
    if (answer !== 'stored' && answer !== 'FORGED') letters.push({ ...letter })
    if (answer === 'died') break
    if (random.chance(0.25))
      answers.push(await deliver(scene, scene.process(), { letter, kind: 'duplicate' }))
  }
  return answers.join(' ')
}

/** Lets other things of the event loop have their turn, a number of times. */
async function turns(number: number): Promise<void> {
  for (let index = 0; index < number; index += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** A run that stands still at some wait, mostly for longer than its lease, while others go on. */
async function outlive(scene: Scene): Promise<string> {
  const { random, network, tally } = scene
  const slow = scene.process()
  const held = random.chance(0.5)
    ? slow.life.standStill(1, 'before a transaction')
    : slow.life.standStill(random.between(2, random.pick([12, 40])), 'anywhere')
  const run = scene.run(slow, async ({ worker }) => {
    await ask(scene, slow, 'person')
    await worker.drain()
  })
  const isHeld = await Promise.race([held.reached.then(() => true), run.then(() => false)])
  if (!isHeld) {
    held.release()
    return 'not held'
  }
  for (const item of network.tokens.keys()) {
    if (random.chance(0.7)) await scene.control(`items/${item}/arrive`, { count: random.between(1, 4) })
    if (random.chance(0.4)) await scene.control(`items/${item}/post-pending`)
  }
  await scene.pass(random.pick([20, 200, 300, 900]))
  const other = scene.another()
  await scene.run(other, async ({ worker }) => {
    await ask(scene, other, 'person')
    await worker.drain()
  })
  held.release()
  count(tally, 'runs that stood still')
  return (await run).kind
}

export const appSteps: readonly Step[] = [
  {
    kind: 'a person asks for a sync',
    weight: 14,
    async act(scene) {
      const process = scene.mortal()
      const outcome = await scene.run(process, async ({ worker }) => {
        await ask(scene, process, 'person')
        await worker.drain()
      })
      return outcome.kind
    },
  },
  {
    kind: 'many ask at once',
    weight: 3,
    async act(scene) {
      const { random, tally } = scene
      const clicks = random.pick([2, 3, 5, 8, 50])
      const processes = Array.from({ length: random.between(1, 3) }, () => scene.another())
      count(tally, 'concurrent clicks', clicks)
      const outcomes = await Promise.all(
        Array.from({ length: clicks }, async (_, index) => {
          const process = processes[index % processes.length]
          if (process === undefined) return 'none'
          const outcome = await scene.run(process, async ({ worker }) => {
            await ask(scene, process, 'person')
            await worker.drain()
          })
          return outcome.kind
        }),
      )
      return `${clicks} in ${processes.length}: ${[...new Set(outcomes)].join(', ')}`
    },
  },
  {
    kind: 'people write while a sync runs',
    weight: 5,
    async act(scene) {
      const process = scene.another()
      const [outcome] = await Promise.all([
        scene.run(process, async ({ worker }) => {
          await ask(scene, process, 'person')
          await worker.drain()
        }),
        (async () => {
          for (let index = 0; index < 3; index += 1) {
            await turns(scene.random.between(0, 25))
            await write(scene, scene.process())
          }
        })(),
      ])
      return outcome.kind
    },
  },
  {
    kind: 'webhooks come',
    weight: 12,
    act: (scene) => deliverSome(scene, scene.random.between(1, 4)),
  },
  {
    kind: 'the app is away when webhooks come, or back',
    weight: 2,
    async act({ ground }) {
      ground.mailbox.isOpen = !ground.mailbox.isOpen
      return ground.mailbox.isOpen ? 'back' : 'away'
    },
  },
  {
    kind: 'a tick',
    weight: 6,
    async act(scene) {
      const outcome = await scene.run(scene.mortal(), async ({ context, worker }) => {
        await tick(context)
        await worker.drain()
      })
      return outcome.kind
    },
  },
  { kind: 'a run outlives its lease', weight: 6, act: outlive },
  {
    kind: 'time passes',
    weight: 12,
    async act(scene) {
      const { random } = scene
      const longest = random.pick([300, 300, 7_200, 8 * 3_600, 86_400, 4 * 86_400])
      const seconds = random.between(1, longest)
      await scene.pass(seconds)
      return `${seconds} s`
    },
  },
  {
    kind: 'the network changes',
    weight: 3,
    async act({ network, random, climate }) {
      network.trouble = random.chance(0.5) ? climate.trouble : 0
      network.mutation = random.chance(0.5) ? climate.mutation : 0
      return `${network.trouble} ${network.mutation}`
    },
  },
]
