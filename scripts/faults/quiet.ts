import { needsPerson, toHealth } from '@/lib/bank/health'
import { tick } from '@/lib/tick'
import type { Scene } from './scene'
import { deliverSome } from './steps-app'
import { bankItems } from './steps-bank'
import { reconnect, remove } from './steps-person'
import { compareSums, compareWithBank, storedItems } from './truth'

/** More than the six hours after which the schedule looks after what has been quiet. */
const HOURS_TO_A_ROUND = 7
const MOST_ROUNDS = 6

/** What update mode cannot mend, and the bank has to. */
const BEYOND_LINK = new Set(['ITEM_NOT_SUPPORTED', 'MFA_NOT_SUPPORTED', 'INSTITUTION_NO_LONGER_SUPPORTED'])

/**
 * Lets everything come to rest: nothing fails any more, people do what they are asked to, and time passes. Then all
 * must be as the bank has it. @returns what is not.
 */
export async function come(scene: Scene, trace: string[]): Promise<string[]> {
  const { ground, network, random } = scene
  network.trouble = 0
  network.mutation = 0
  scene.climate.death = 0
  ground.mailbox.isOpen = true
  for (const { institution_id } of await bankItems(scene)) {
    await scene.control(`institutions/${institution_id}/status`, { status: 'HEALTHY' })
  }
  await ground.emulator.idle()
  if (random.chance(0.5)) ground.mailbox.letters.length = 0
  else await deliverSome(scene, Number.POSITIVE_INFINITY)
  let problems: string[] = []
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    trace.push(`all is calm, round ${round}`)
    await scene.pass(HOURS_TO_A_ROUND * 3_600)
    await ground.emulator.idle()
    await peopleDoTheirPart(scene, trace)
    const outcome = await scene.run(scene.process(), async ({ context, worker }) => {
      await tick(context)
      await worker.drain()
    })
    if (outcome.kind === 'failed') throw outcome.error
    problems = await wrongNow(scene)
    if (problems.length === 0) return []
  }
  return problems
}

/** Reconnects what asks for it, and removes what the bank has ended for good. */
async function peopleDoTheirPart(scene: Scene, trace: string[]): Promise<void> {
  const atBank = new Map((await bankItems(scene)).map((item) => [item.item_id, item]))
  for (const item of await storedItems(scene)) {
    const real = atBank.get(item.plaidItemId)
    if (real === undefined) {
      trace.push(`a person removes what has ended: ${await remove(scene, scene.process(), item)}`)
      continue
    }
    if (real.state.error !== null && BEYOND_LINK.has(real.state.error)) {
      await scene.control(`items/${item.plaidItemId}/set-error`, { error_code: null })
    }
    if (real.state.error === null && !needsPerson(toHealth(item.health))) continue
    const how = { selectAccounts: false, end: 'finish' as const }
    trace.push(`a person reconnects: ${await reconnect(scene, scene.process(), item, how)}`)
  }
}

async function wrongNow(scene: Scene): Promise<string[]> {
  const { ground, notes, people } = scene
  const { prisma } = ground.db
  const problems: string[] = []
  const items = await storedItems(scene)
  for (const item of items) {
    if (toHealth(item.health) !== 'healthy') problems.push(`A connection is ${item.health}`)
    if (item.leaseUntil !== null) problems.push('A connection is still taken')
    problems.push(...(await compareWithBank(scene, item)))
  }
  for (const { householdId } of people) problems.push(...(await compareSums(scene, householdId, items)))
  problems.push(...(await notes.compare(ground)))
  const open = await prisma.syncRun.count({ where: { finishedAt: null } })
  if (open > 0) problems.push(`${open} runs are still open`)
  const unhandled = await prisma.webhookInbox.count({ where: { handledAt: null } })
  if (unhandled > 0) problems.push(`${unhandled} webhooks are not worked off`)
  const { rows } = await ground.db.executeSql("SELECT id FROM pgboss.job WHERE state IN ('active', 'retry')")
  if (rows.length > 0) problems.push(`${rows.length} jobs hang`)
  return [...problems, ...(await ownerless(scene, new Set(items.map(({ plaidItemId }) => plaidItemId))))]
}

/** Items at the bank that nobody here has: none, but for those whose loss is on record. */
async function ownerless(scene: Scene, known: ReadonlySet<string>): Promise<string[]> {
  const { prisma } = scene.ground.db
  const intents = await prisma.linkIntent.findMany()
  const unfinished = intents.filter(({ finishedAt }) => finishedAt === null).length
  const lost = intents.filter(({ state }) => state === 'lost').length
  const strays = (await bankItems(scene)).filter(({ item_id }) => !known.has(item_id)).length
  return [
    ...(unfinished > 0 ? [`${unfinished} exchanges were never ended`] : []),
    ...(strays > lost
      ? [`The bank has ${strays} Items that nobody here has, and ${lost} are on record`]
      : []),
  ]
}
