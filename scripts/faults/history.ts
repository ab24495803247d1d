import type { Ground } from './ground'
import { come } from './quiet'
import { openScene, type Scene } from './scene'
import { appSteps } from './steps-app'
import { bankSteps } from './steps-bank'
import { connect, personSteps } from './steps-person'
import type { Tally } from './tally'
import { compareWithCursor, storedItems } from './truth'

/** How a history went. */
export interface HistoryResult {
  seed: number
  history: number
  /** What is not as it must be; empty where all is well. */
  problems: string[]
  /** What happened, step by step. */
  trace: string[]
}

const steps = [...bankSteps, ...personSteps, ...appSteps]
const totalWeight = steps.reduce((sum, { weight }) => sum + weight, 0)

function aStep({ random }: Scene) {
  let place = random.next() * totalWeight
  for (const step of steps) {
    place -= step.weight
    if (place < 0) return step
  }
  return random.pick(steps)
}

/** What must hold after every step, whatever has happened. */
async function brokenNow(scene: Scene, seen: Map<string, string>): Promise<string[]> {
  const problems: string[] = []
  for (const item of await storedItems(scene)) {
    const state = `${item.fence} ${item.cursor}`
    if (seen.get(item.itemId) === state) continue
    // Where the bank refuses to say anything now, it is asked again after the next step.
    const found = await compareWithCursor(scene, item)
    if (found === null) continue
    seen.set(item.itemId, state)
    problems.push(...found)
  }
  const open = await scene.ground.db.prisma.syncRun.groupBy({
    by: ['itemId'],
    where: { finishedAt: null },
    _count: { id: true },
  })
  const forgotten = await scene.ground.db.prisma.$queryRaw<{ code: string }[]>`
    SELECT w.webhook_code AS code FROM webhook_inbox w
    JOIN item_lookups l ON l.plaid_item_id = w.plaid_item_id
    WHERE w.outcome = 'sync'
      AND NOT EXISTS (SELECT FROM sync_runs r WHERE r.item_id = l.item_id AND r.started_at >= w.received_at)
      AND NOT EXISTS (SELECT FROM pgboss.job j WHERE j.data->>'itemId' = l.item_id::text AND j.state < 'completed')`
  for (const { code } of forgotten)
    problems.push(`The webhook ${code} counts as handled, and asked for no sync`)
  for (const { _count } of open)
    if (_count.id > 1) problems.push(`${_count.id} runs of one connection are open`)
  return problems
}

/** Lives through one history, which follows from seed and number alone, and compares what is left of it. */
export async function liveThrough(
  ground: Ground,
  { seed, history, tally }: { seed: number; history: number; tally: Tally },
): Promise<HistoryResult> {
  const trace: string[] = []
  const problems: string[] = []
  try {
    const scene = await openScene(ground, seed, history, tally)
    const seen = new Map<string, string>()
    trace.push(`a person connects: ${await connect(scene, scene.process())}`)
    await scene.pass(200)
    scene.network.trouble = scene.climate.trouble
    scene.network.mutation = scene.climate.mutation
    const length = scene.random.between(2, 7)
    for (let index = 0; index < length && problems.length === 0; index += 1) {
      const step = aStep(scene)
      const told = await step.act(scene)
      if (told === null) continue
      trace.push(`${step.kind}: ${told}`)
      await ground.emulator.idle()
      problems.push(...(await brokenNow(scene, seen)))
    }
    if (problems.length === 0) problems.push(...(await come(scene, trace)))
  } catch (error) {
    problems.push(error instanceof Error ? `${error.stack}` : String(error))
  }
  await ground.clear()
  return { seed, history, problems, trace }
}
