import { ensureBenchSite } from './bench-site.mjs'
import { requireChromium } from './chromium.mjs'
import { command, ensureDependencies, ensureGenerated, run, runScript } from './setup.mjs'

// npm run bench: how fast Evenkeel does what it exists for, beside the least that it could take. See bench/README.md.

command(async () => {
  const args = process.argv.slice(2)
  // What is measured has that stream to itself; what goes before is told on the other.
  if (args.includes('--json')) process.stdout.write = process.stderr.write.bind(process.stderr)
  await ensureDependencies()
  await ensureGenerated()
  const asked = (name) => {
    const at = args.indexOf(`--${name}`)
    return at < 0 ? '' : (args[at + 1] ?? '')
  }
  const parts = asked('only')
  const wants = (names) => parts === '' || names.some((name) => parts.split(',').includes(name))
  const environment = { ...process.env, TZ: 'UTC' }
  if (wants(['http', 'browser', 'start', 'people'])) environment.BENCH_SITE = await ensureBenchSite()
  if (wants(['browser'])) environment.CHROMIUM_PATH = await requireChromium()
  if (asked('database') !== 'embedded' && !process.env.THROWAWAY_DATABASE_URL) {
    // Once more, beside a server that lives as long.
    process.exitCode = await run('.ci/with-postgres', [process.execPath, 'scripts/bench.mjs', ...args])
    return
  }
  process.exitCode = await runScript('bench/run.ts', { args, env: environment })
})
