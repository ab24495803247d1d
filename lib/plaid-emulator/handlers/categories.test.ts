import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

describe('/categories/get', () => {
  it('names each category once, under the group that its number begins with', async () => {
    const { data } = await emulator.api.categoriesGet({})
    const names = new Map(data.categories.map(({ category_id, hierarchy }) => [category_id, hierarchy]))
    expect(names.size).toBe(data.categories.length)
    for (const { category_id, group, hierarchy } of data.categories) {
      expect(category_id).toMatch(/^\d{8}$/)
      expect(['place', 'special']).toContain(group)
      expect(names.get(`${category_id.slice(0, 2)}000000`)).toEqual(hierarchy.slice(0, 1))
      if (hierarchy.length === 3)
        expect(names.get(`${category_id.slice(0, 5)}000`)).toEqual(hierarchy.slice(0, 2))
    }
    expect(names.get('21010004')).toEqual(['Transfer', 'Third Party', 'PayPal'])
    expect(names.get('22016000')).toEqual(['Travel', 'Taxi'])
  })

  it('needs no credentials, and takes them from who sends them', async () => {
    const open = await emulator.post('/categories/get', {})
    expect(open.status).toBe(200)
    expect((await emulator.post('/categories/get', { client_id: 'a', secret: 'b' })).status).toBe(200)
    expect((await emulator.post('/categories/get', { colour: 1 })).body.error_code).toBe('UNKNOWN_FIELDS')
  })
})
