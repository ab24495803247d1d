import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Load, startLoad } from './load'

let load: Load | undefined
const closing: (() => void)[] = []
afterEach(async () => {
  await load?.stop()
  for (const close of closing.splice(0)) close()
})

/** A server that notes how many requests it has at once. */
async function serve(status: number) {
  const seen = { atOnce: 0, most: 0, cookies: new Set<string | undefined>() }
  const server = createServer((request, answer) => {
    seen.atOnce += 1
    seen.most = Math.max(seen.most, seen.atOnce)
    seen.cookies.add(request.headers.cookie)
    setTimeout(() => {
      seen.atOnce -= 1
      answer.writeHead(status).end('x'.repeat(100_000))
    }, 5)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  const { port }: AddressInfo = Object(server.address())
  return { seen, url: `http://127.0.0.1:${port}` }
}

describe('asking a server for pages', () => {
  it('asks as many at once as it is told, as who is signed in, and times each', async () => {
    const { seen, url } = await serve(200)
    load = startLoad()
    const { tookMs, elapsedMs, cpuShare } = await load.run({
      url,
      path: '/page',
      cookie: 'session=1',
      atOnce: 4,
      forMs: 200,
    })
    expect(seen.most).toBe(4)
    expect([...seen.cookies]).toEqual(['session=1'])
    expect(tookMs.length).toBeGreaterThanOrEqual(4)
    expect(elapsedMs).toBeGreaterThanOrEqual(200)
    expect(cpuShare).toBeGreaterThan(0)
  })

  it('says so where a page is not there, instead of timing how fast it is refused', async () => {
    const { url } = await serve(404)
    load = startLoad()
    await expect(load.run({ url, path: '/none', cookie: '', atOnce: 2, forMs: 100 })).rejects.toThrow(
      '/none was answered 404',
    )
  })
})
