import { spawn } from 'node:child_process'
import { program, programs, Refusal, root, runScript } from './setup.mjs'

/**
 * Reads the .env files that Next would read, into process.env; what the shell set stays.
 *
 * @param {boolean} development which of them
 */
export async function readEnvironmentFiles(development) {
  const { default: nextEnvironment } = await import('@next/env')
  nextEnvironment.loadEnvConfig(root, development, {
    info: () => {},
    error: (...words) => process.stderr.write(`${words.join(' ')}\n`),
  })
}

/**
 * Brings the embedded database up to date, before Next opens it: only one process can. A PostgreSQL server is
 * migrated by whoever deploys, with `npm run db:migrate`.
 */
export async function migrateEmbedded() {
  if (process.env.DATABASE_URL) return
  if ((await runScript('prisma/migrate.ts', { quiet: true })) !== 0) {
    throw new Refusal('The embedded database is not up to date, so nothing was started.')
  }
}

/**
 * Arguments for `next start`: idle connections stay open for longer than clients and proxies keep them, because one
 * that the server closes first can swallow a request that was on its way.
 */
export const keptAlive = ['--keepAliveTimeout', '75000']

/** Runs Next until it ends, passing on signals and its exit code. */
export function runNext(args, env) {
  const next = spawn(process.execPath, [program(programs.next), ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  })
  let interrupted = 0
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      interrupted += 1
      // The terminal sends Ctrl-C to both; only a second one must not wait.
      if (signal === 'SIGTERM') next.kill('SIGTERM')
      else if (interrupted > 1) next.kill('SIGKILL')
    })
  }
  next.once('exit', (code) => process.exit(interrupted ? 0 : (code ?? 1)))
}
