import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mayControl, startServer } from './server'

const request = (headers: Record<string, string>) =>
  new Request('http://emulator.invalid/emulator/items', { headers })
const here = { host: '127.0.0.1:4010' }

describe('who may drive the emulator', () => {
  it('is, without a secret, this machine alone', () => {
    expect(mayControl(request(here), '127.0.0.1', undefined)).toBe(true)
    expect(
      mayControl(request({ host: 'localhost:4010', origin: 'http://localhost:3000' }), '::1', undefined),
    ).toBe(true)
    expect(mayControl(request(here), '192.0.2.1', undefined)).toBe(false)
  })

  it('is no foreign page in a browser here, nor a name bent to point here', () => {
    expect(mayControl(request({ ...here, origin: 'https://evil.example' }), '127.0.0.1', undefined)).toBe(
      false,
    )
    expect(mayControl(request({ host: 'evil.example' }), '127.0.0.1', undefined)).toBe(false)
    expect(mayControl(request({}), '127.0.0.1', undefined)).toBe(false)
  })

  it('is, with a secret, whoever bears it, and nobody else', () => {
    const secret = 'a-secret-of-some-length'
    expect(mayControl(request({ authorization: `Bearer ${secret}` }), '192.0.2.1', secret)).toBe(true)
    expect(mayControl(request({ authorization: `Basic ${secret}` }), '127.0.0.1', secret)).toBe(false)
    expect(mayControl(request({ authorization: 'Bearer another' }), '127.0.0.1', secret)).toBe(false)
    expect(mayControl(request(here), '127.0.0.1', secret)).toBe(false)
  })
})

describe('the server of its own', () => {
  it('serves the API and the control plane, and keeps its state in its folder', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'emulator-server-'))
    const start = () => startServer({ port: 0, host: '127.0.0.1', dataDir })
    const stop = async ({ server, emulator }: Awaited<ReturnType<typeof start>>) => {
      await emulator.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
    const first = await start()
    const advanced = await fetch(`http://127.0.0.1:${first.port}/emulator/clock/advance`, {
      method: 'POST',
      body: JSON.stringify({ seconds: 60 }),
    })
    expect(advanced.status).toBe(200)
    const tooLarge = await fetch(`http://127.0.0.1:${first.port}/item/get`, {
      method: 'POST',
      body: 'x'.repeat(1_100_000),
    })
      .then(({ status }) => status)
      .catch(() => 413)
    expect(tooLarge).toBe(413)
    await stop(first)
    const second = await start()
    const clock = await (await fetch(`http://127.0.0.1:${second.port}/emulator/clock`)).json()
    expect(clock.offset_seconds).toBe(60)
    await stop(second)
    await rm(dataDir, { recursive: true, force: true })
  })
})
