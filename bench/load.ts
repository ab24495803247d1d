import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** What is asked of a server, how many at once and for how long. */
export interface LoadOrder {
  url: string
  path: string
  cookie: string
  atOnce: number
  forMs: number
}

export interface LoadAnswer {
  /** How long each took, from asking to the last byte. */
  tookMs: number[]
  elapsedMs: number
  /** How much of one processor it took to ask. */
  cpuShare: number
}

/** A process that asks a server for pages. */
export interface Load {
  /** @throws Error where something is not answered with 200. */
  run(order: LoadOrder): Promise<LoadAnswer>
  stop(): Promise<void>
}

/** Starts one. Stop it. */
export function startLoad(): Load {
  const child = fork(fileURLToPath(new URL('./load-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  })
  return {
    async run(order) {
      const answered = once(child, 'message')
      child.send(order)
      const [answer]: (LoadAnswer & { error?: string })[] = await answered
      if (!answer || answer.error) throw new Error(answer?.error ?? 'Nobody answered')
      return answer
    },
    async stop() {
      const gone = once(child, 'exit')
      child.kill()
      await gone
    },
  }
}
