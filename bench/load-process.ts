import { Agent } from 'node:http'
import { ask } from './ask'
import type { LoadAnswer, LoadOrder } from './load'

// Asks a server for pages, from a process of its own: what it takes to ask is not taken from whoever measures.

/** So many at once, each again as soon as it is answered. */
async function load(order: LoadOrder): Promise<LoadAnswer> {
  const { url, path, cookie } = order
  const agent = new Agent({ keepAlive: true, maxSockets: order.atOnce })
  const tookMs: number[] = []
  const started = performance.now()
  const before = process.cpuUsage()
  const again = async () => {
    while (performance.now() - started < order.forMs) tookMs.push(await ask(url, path, cookie, agent))
  }
  await Promise.all(Array.from({ length: order.atOnce }, again))
  const elapsedMs = performance.now() - started
  const { user, system } = process.cpuUsage(before)
  agent.destroy()
  return { tookMs, elapsedMs, cpuShare: (user + system) / 1_000 / elapsedMs }
}

process.on('message', (order: LoadOrder) => {
  load(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  )
})
