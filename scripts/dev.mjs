import path from 'node:path'
import { ensureSecrets } from './secrets.mjs'
import { migrateEmbedded, readEnvironmentFiles, runNext } from './serve.mjs'
import {
  command,
  ensureDependencies,
  ensureGenerated,
  portFromEnvironment,
  requireFreePort,
  root,
  step,
} from './setup.mjs'

// npm run dev: Next's development server on this machine alone, with secrets of its own where none are given.

command(async () => {
  const port = portFromEnvironment()
  await requireFreePort(port)
  await ensureDependencies()
  await ensureGenerated()
  await readEnvironmentFiles(true)
  const dataDir = path.resolve(root, process.env.DATA_DIR || '.data')
  const secrets = await ensureSecrets(dataDir)
  for (const [name, value] of Object.entries(secrets)) process.env[name] ||= value
  process.env.NEXTAUTH_URL ||= `http://localhost:${port}`
  await step('Migrating the embedded database', migrateEmbedded)
  runNext(['dev', '-H', '127.0.0.1', '-p', String(port)], process.env)
})
