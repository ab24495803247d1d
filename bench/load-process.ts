import { Agent, request } from 'node:http'
import type { LoadAnswer, LoadOrder } from './load'

// Asks a server for pages, from a process of its own: what it takes to ask is not taken from whoever measures.

/** Asks once and reads the answer to its end. @returns how long that took, in milliseconds. */
function ask({ url, path, cookie }: LoadOrder, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const headers = { cookie, accept: 'text/html', 'accept-encoding': 'gzip' }
    const asked = request(`${url}${path}`, { agent, headers }, (answer) => {
      answer.once('error', reject)
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve(performance.now() - started)
        else reject(new Error(`${path} was answered ${answer.statusCode}`))
      })
      answer.resume()
    })
    asked.once('error', reject)
    asked.end()
  })
}

/** So many at once, each again as soon as it is answered. */
async function load(order: LoadOrder): Promise<LoadAnswer> {
  const agent = new Agent({ keepAlive: true, maxSockets: order.atOnce })
  const tookMs: number[] = []
  const started = performance.now()
  const before = process.cpuUsage()
  const again = async () => {
    while (performance.now() - started < order.forMs) tookMs.push(await ask(order, agent))
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
