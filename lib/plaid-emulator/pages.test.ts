import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestEmulator, type TestEmulator } from './testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

const at = (path: string, method = 'GET') => fetch(`${emulator.base}${path}`, { method, redirect: 'manual' })
const id = '5f0f2f3e-8a51-4c8e-9d3b-3f8a1b6c7d90'

describe('the pages of the emulator', () => {
  it('are answered by themselves whatever is asked of them, so that no log holds an address that is a secret', async () => {
    for (const path of [`/hosted/${id}`, `/hosted/${id.toUpperCase()}`, `/oauth/${id}`]) {
      for (const method of ['GET', 'HEAD']) expect((await at(path, method)).status, path).toBe(404)
      const refused = await at(path, 'DELETE')
      expect(refused.status).toBe(405)
      expect(refused.headers.get('allow')).toMatch(/^GET/)
    }
    const { body } = await emulator.controlGet('/log')
    expect(JSON.stringify(body).toLowerCase()).not.toContain(id)
  })

  it('show the mark of the emulator, also to a browser that asks for it by itself', async () => {
    expect(await (await at(`/hosted/${id}`)).text()).toContain('<link rel="icon" href="data:image/svg+xml,')
    expect((await at('/favicon.ico')).headers.get('content-type')).toBe('image/svg+xml')
  })

  it('send no form but where one belongs, and are framed by nobody', async () => {
    for (const path of [`/hosted/${id}`, '/emulator']) {
      const policy = (await at(path)).headers.get('content-security-policy')
      expect(policy, path).toContain("form-action 'none'")
      expect(policy, path).toContain("frame-ancestors 'none'")
      expect(policy, path).not.toContain('unsafe')
    }
  })

  it('and the control plane are kept in no cache', async () => {
    for (const path of [`/hosted/${id}`, `/oauth/${id}`, '/emulator/items'])
      expect((await at(path)).headers.get('cache-control'), path).toBe('no-store')
  })
})
