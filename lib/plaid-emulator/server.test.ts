import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mayControl, startServer, stopServer } from './server'

const request = (headers: Record<string, string>) =>
  new Request('http://emulator.invalid/emulator/items', { headers })
const here = { host: '127.0.0.1:4010' }

describe('who may drive the emulator', () => {
  it('is, without a secret, this machine alone', () => {
    expect(mayControl(request(here), '127.0.0.1', undefined)).toBe(true)
    expect(
      mayControl(request({ host: 'localhost:4010', origin: 'http://localhost:4010' }), '::1', undefined),
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

  it('is no page of another server on this machine, nor one without an origin', () => {
    for (const origin of ['http://127.0.0.1:3000', 'http://localhost:4010', 'https://127.0.0.1:4010', 'null'])
      expect(mayControl(request({ ...here, origin }), '127.0.0.1', undefined), origin).toBe(false)
    const from = (site: string) =>
      mayControl(request({ ...here, 'sec-fetch-site': site }), '127.0.0.1', undefined)
    expect(['cross-site', 'same-site', 'same-origin', 'none'].map(from)).toEqual([false, false, true, true])
  })

  it('is nobody whose request a proxy on this machine passes on', () => {
    for (const name of ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'])
      expect(mayControl(request({ ...here, [name]: '192.0.2.1' }), '127.0.0.1', undefined), name).toBe(false)
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
    await stopServer(first)
    const second = await start()
    const clock = await (await fetch(`http://127.0.0.1:${second.port}/emulator/clock`)).json()
    expect(clock.offset_seconds).toBe(60)
    await stopServer(second)
    await rm(dataDir, { recursive: true, force: true })
  })

  it('tells a browser where it is, by its port or by the address that it is given', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'emulator-url-'))
    const own = await startServer({ port: 0, host: '127.0.0.1', dataDir })
    expect(own.url).toBe(`http://127.0.0.1:${own.port}`)
    await stopServer(own)
    const given = await startServer({
      port: 0,
      host: '127.0.0.1',
      dataDir,
      publicUrl: 'https://emulator.example/plaid',
      strict: true,
    })
    expect(given.url).toBe('https://emulator.example/plaid')
    const request = (path: string) =>
      fetch(`http://127.0.0.1:${given.port}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ client_id: 'c', secret: 's', count: 1, offset: 0, country_codes: ['US'] }),
      })
    for (let n = 0; n < 10; n += 1) expect((await request('/institutions/get')).status).toBe(200)
    expect((await request('/institutions/get')).status).toBe(429)
    // Whoever comes by that address comes by way of a proxy here: without a secret, nobody drives it.
    expect((await fetch(`http://127.0.0.1:${given.port}/emulator/clock`)).status).toBe(404)
    await stopServer(given)
    await rm(dataDir, { recursive: true, force: true })
  })

  it('does not start over the state of something else, and takes no port then', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'emulator-other-'))
    await writeFile(join(dataDir, 'state.json'), '{"format":1,"documents":{}}')
    await expect(startServer({ port: 0, host: '127.0.0.1', dataDir })).rejects.toThrow(
      'written by another version of the emulator',
    )
    await rm(dataDir, { recursive: true, force: true })
  })
})

/** Runs the server as a command; gives what it has said once it says what is waited for, or has ended. */
async function run(env: Record<string, string>, until: RegExp) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/plaid-emulator/server.ts'], {
    env: { ...process.env, ...env },
  })
  let said = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const heard = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (until.test(said)) resolve()
      })
    }
  })
  await Promise.race([heard, ended])
  return { child, ended, said: () => said }
}

describe('the command', () => {
  it('says where it listens and where its console is, names a port in use, and ends on a signal', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'emulator-command-'))
    await mkdir(join(dataDir, 'other'))
    const first = await run({ PORT: '0', DATA_DIR: dataDir }, /\/emulator\n/)
    const [, port = ''] = /listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(first.said()) ?? []
    expect(first.said()).toContain(`http://127.0.0.1:${port}/emulator`)
    const second = await run({ PORT: port, DATA_DIR: join(dataDir, 'other') }, /Choose another/)
    expect(await second.ended).toBe(1)
    expect(second.said()).toContain(`Port ${port} is in use. Choose another one with PORT.`)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    await rm(dataDir, { recursive: true, force: true })
  }, 60_000)
})
