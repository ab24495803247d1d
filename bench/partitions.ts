import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Part } from './part'

const root = fileURLToPath(new URL('..', import.meta.url))
const LAST_WORDS = 30

/** Whether the app works over tables that are spread by a hash of the household: the integration tests, on such. */
export const partitions: Part = {
  name: 'partitions',
  async measure({ serverUrl, report, say }) {
    const environment = {
      ...process.env,
      TEST_PARTITIONED: '1',
      ...(serverUrl === null ? {} : { TEST_DATABASE_URL: serverUrl }),
    }
    const child = spawn(process.execPath, ['scripts/test.mjs', 'database'], {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const listen = (text: unknown) => {
      output += String(text)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    await once(child, 'close')
    const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? []
    if (failed !== '0') say(output.split('\n').slice(-LAST_WORDS).join('\n'))
    if (passed === undefined) throw new Error('The integration tests did not end')
    const count = (text: string | undefined) =>
      ({ rows: 0, subject: Number(text), floor: null, unit: 'count' }) as const
    report({ figure: 'partitions.passed', ...count(passed) })
    report({ figure: 'partitions.failed', ...count(failed) })
  },
}
