import { staticChecks } from './parts.mjs'
import { command, ensureDependencies, ensureGenerated, run, say } from './setup.mjs'

// npm run check: format, lint, promises and types, without the tests.

command(async () => {
  await ensureDependencies()
  await ensureGenerated()
  let failed = 0
  for (const check of staticChecks) {
    say(`\n── ${check.title}`)
    for (const args of check.commands) {
      if ((await run(process.execPath, args)) === 0) continue
      failed += 1
      break
    }
  }
  say(`\n${staticChecks.length - failed} passed, ${failed} failed`)
  process.exitCode = failed ? 1 : 0
})
