import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const guard = fileURLToPath(new URL('./loopback-guard.cjs', import.meta.url))

describe('the guard of the loopback', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-guard-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  /** Runs code in a Node under the guard: what it printed, and what the guard wrote down. */
  async function underGuard(code: string): Promise<{ said: string; refused: string }> {
    const log = path.join(folder, 'refused.log')
    const child = spawn(process.execPath, ['--require', guard, '--input-type=module', '-e', code], {
      env: { ...process.env, LOOPBACK_GUARD_LOG: log },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    }
    await new Promise((resolve) => child.once('close', resolve))
    return { said, refused: await readFile(log, 'utf8').catch(() => '') }
  }

  // 192.0.2.0/24 and .invalid lead nowhere by definition.
  it.each([
    ['fetch by address', `await fetch('http://192.0.2.1/').catch(e => console.log(e.cause?.code))`],
    ['fetch by name', `await fetch('https://plaid.invalid/').catch(e => console.log(e.cause?.code))`],
    [
      'node:https',
      `import https from 'node:https'
       try { https.get('https://192.0.2.1/').on('error', e => console.log(e.code)) } catch (e) { console.log(e.code) }`,
    ],
    [
      'a socket',
      `import net from 'node:net'
       try { net.connect(443, '192.0.2.1') } catch (e) { console.log(e.code) }`,
    ],
    [
      'an IPv6 socket',
      `import net from 'node:net'
       try { net.connect({ host: '2001:db8::1', port: 443 }) } catch (e) { console.log(e.code) }`,
    ],
    [
      'a look-up',
      `import dns from 'node:dns'
       dns.lookup('plaid.invalid', e => console.log(e.code))`,
    ],
    [
      'a promised look-up',
      `import dns from 'node:dns/promises'
       await dns.resolve4('plaid.invalid').catch(e => console.log(e.code))`,
    ],
    [
      'a resolver',
      `import dns from 'node:dns'
       new dns.Resolver().resolve4('plaid.invalid', e => console.log(e.code))`,
    ],
    [
      'a datagram',
      `import dgram from 'node:dgram'
       const socket = dgram.createSocket('udp4')
       try { socket.send('x', 53, '192.0.2.1') } catch (e) { console.log(e.code) }
       socket.close()`,
    ],
  ])('refuses and writes down %s', async (_, code) => {
    const { said, refused } = await underGuard(code)
    expect(said.trim()).toBe('ELOOPBACKONLY')
    expect(refused).not.toBe('')
  })

  it('writes down what the app caught and kept quiet about', async () => {
    const { refused } = await underGuard(`await fetch('http://192.0.2.1:8080/').catch(() => {})`)
    expect(refused).toContain('a connection to 192.0.2.1:8080')
  })

  it('lets through what stays on this machine: addresses, localhost, and sockets in the file system', async () => {
    const { said, refused } = await underGuard(`
      import http from 'node:http'
      import net from 'node:net'
      const server = http.createServer((_, response) => response.end('ok')).listen(0, '127.0.0.1')
      await new Promise(resolve => server.on('listening', resolve))
      const { port } = server.address()
      for (const host of ['127.0.0.1', 'localhost']) console.log(await (await fetch('http://' + host + ':' + port)).text())
      const local = net.createServer(socket => socket.end('ok')).listen(${JSON.stringify(path.join(folder, 's'))})
      await new Promise(resolve => local.on('listening', resolve))
      net.connect(${JSON.stringify(path.join(folder, 's'))}).on('data', data => { console.log(String(data)); process.exit() })
    `)
    expect(said).toBe('ok\nok\nok\n')
    expect(refused).toBe('')
  })
})
