import { browserTestEnvironment, requireChromium } from './chromium.mjs'
import {
  command,
  ensureBuild,
  ensureDependencies,
  ensureGenerated,
  program,
  programs,
  run,
} from './setup.mjs'

// npm run e2e: the browser tests on a production build; further arguments are those of `playwright test`.
// npm run e2e:demo: the story alone, slowly and to be watched.

command(async () => {
  const [first, ...rest] = process.argv.slice(2)
  const demo = first === '--demo'
  const args = demo ? ['--grep', '@story', ...rest] : process.argv.slice(2)
  await ensureDependencies()
  await ensureGenerated()
  await ensureBuild()
  const browser = await requireChromium(!demo)
  process.exitCode = await run(
    process.execPath,
    [program(programs.playwright), 'test', '-c', 'e2e/playwright.config.ts', ...args],
    { env: { ...(await browserTestEnvironment(browser)), ...(demo ? { E2E_DEMO: '1' } : {}) } },
  )
})
