import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { tracedBytes } from './build-size'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenkeel-trace-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('weighs a route and each file that its trace names once, and passes over what is not there', async () => {
  await mkdir(path.join(folder, 'app'))
  await writeFile(path.join(folder, 'app/page.js'), 'x'.repeat(10))
  await writeFile(path.join(folder, 'shared.js'), 'x'.repeat(200))
  const files = ['../shared.js', '../app/../shared.js', '../gone.js', '..']
  await writeFile(path.join(folder, 'app/page.js.nft.json'), JSON.stringify({ version: 1, files }))
  expect(await tracedBytes(path.join(folder, 'app/page.js.nft.json'))).toBe(210)
})
