import { existsSync } from 'node:fs'
import { readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { AppServer } from '@/scripts/serving/app-server'

const profile = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
})

/** What a server is told that is to be profiled; nothing where no profile is asked for. */
export function profiled(folder: string | null): Record<string, string> {
  if (folder === null) return {}
  const profiler = new URL('./profiler.mjs', import.meta.url).href
  return { NODE_OPTIONS: `--import=${profiler}`, PROFILE_FOLDER: folder }
}

const SHOWN = 25
const WRITTEN_MS = 20_000

/**
 * Says where a server's time goes while some work is done to it: by function, by file, each alone without what it
 * calls. The server was started with bench/profiler.mjs; what it wrote is kept as `<name>.cpuprofile`.
 */
export async function profileServer<Value>(
  {
    server,
    name,
    folder,
    say,
  }: {
    server: AppServer
    name: string
    folder: string
    say: (line: string) => void
  },
  work: () => Promise<Value>,
): Promise<Value> {
  const { pid } = server
  if (pid === undefined) throw new Error('The server does not run')
  process.kill(pid, 'SIGUSR2')
  const value = await work()
  process.kill(pid, 'SIGUSR2')
  const written = path.join(folder, `${pid}.cpuprofile`)
  for (let waitedMs = 0; !existsSync(written) && waitedMs < WRITTEN_MS; waitedMs += 100) await sleep(100)
  // The file is there before it is whole.
  await sleep(1_000)
  const kept = path.join(folder, `${name}.cpuprofile`)
  await rename(written, kept)
  const { nodes, samples, timeDeltas } = profile.parse(JSON.parse(await readFile(kept, 'utf8')))
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const byFunction = new Map<string, number>()
  const byFile = new Map<string, number>()
  let total = 0
  for (const [at, id] of samples.entries()) {
    const frame = frames.get(id)
    const us = timeDeltas[at] ?? 0
    total += us
    if (!frame) continue
    const file = frame.url.split('/node_modules/').at(-1)?.split('/.next/').at(-1) || '(native)'
    const place = `${frame.functionName || '(anonymous)'} ${file}:${frame.lineNumber + 1}`
    byFunction.set(place, (byFunction.get(place) ?? 0) + us)
    byFile.set(file, (byFile.get(file) ?? 0) + us)
  }
  for (const [title, sums] of [
    ['by function', byFunction],
    ['by file', byFile],
  ] as const) {
    say(`  ${name}, ${title}`)
    for (const [place, us] of [...sums].sort((a, b) => b[1] - a[1]).slice(0, SHOWN))
      say(`  ${((us / total) * 100).toFixed(1).padStart(6)} %  ${place}`)
  }
  return value
}
