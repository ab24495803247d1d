import { command, ensureBuild, ensureDependencies, ensureGenerated, runScript } from './setup.mjs'

// npm run faults: random histories of banks, networks, people and processes that fail, each compared in the end with
// what the bank says. With --kill, a production server that is killed again and again.

command(async () => {
  const args = process.argv.slice(2)
  await ensureDependencies()
  await ensureGenerated()
  if (args.includes('--kill') || args.includes('--webhooks')) await ensureBuild()
  process.exit(await runScript('scripts/faults/run.ts', { args }))
})
