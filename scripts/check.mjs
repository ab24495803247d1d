import { staticChecks } from './parts.mjs'
import { command, ensureDependencies, ensureGenerated, run, say } from './setup.mjs'

// npm run check: format, lint, promises and types, without the tests.

command(async () => {
  await ensureDependencies()
  await ensureGenerated()
  let failed = 0
  for (const check of staticChecks) {
    say(`\n── ${check.title}`)
    if ((await run(process.execPath, check.args)) !== 0) failed += 1
  }
  say(`\n${staticChecks.length - failed} passed, ${failed} failed`)
  process.exitCode = failed ? 1 : 0
})
