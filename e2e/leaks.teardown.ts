import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { findSecrets, knownSecrets, notInLogs, runFolder, type Secret } from './secrets'

// Runs after all stories, while the server is still there.

async function passwords(): Promise<Secret[]> {
  const lines = await readFile(path.join(runFolder(), 'passwords.txt'), 'utf8').catch(() => '')
  return lines
    .split('\n')
    .filter(Boolean)
    .map((password) => ({
      name: "a person's password",
      pattern: new RegExp(password.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')),
    }))
}

test('no page, document or script that the browser got holds a secret', async () => {
  const folder = path.join(runFolder(), 'answers')
  const secrets = [...(await knownSecrets()), ...(await passwords())]
  const files = await readdir(folder)
  expect(files.length, 'answers that were kept').toBeGreaterThan(0)
  const leaks: string[] = []
  for (const file of files) {
    const text = await readFile(path.join(folder, file), 'utf8')
    leaks.push(...findSecrets(text, secrets).map((leak) => `${text.slice(0, text.indexOf('\n'))}: ${leak}`))
  }
  expect(leaks).toEqual([])
})

test('nothing that the server wrote to its log holds a secret', async () => {
  const log = await readFile(path.join(runFolder(), 'server.log'), 'utf8')
  expect(log.length, 'characters in the log').toBeGreaterThan(0)
  expect(findSecrets(log, [...(await knownSecrets()), ...(await passwords()), ...notInLogs])).toEqual([])
})

test('the server never tried to reach another machine', async () => {
  const refused = await readFile(path.join(runFolder(), 'refused.log'), 'utf8').catch(() => '')
  expect(refused).toBe('')
})
