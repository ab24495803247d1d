import { keptAlive, migrateEmbedded, readEnvironmentFiles, runNext } from './serve.mjs'
import { command } from './setup.mjs'

// npm start: the built app with the configuration it is given; further arguments are those of `next start`.

command(async () => {
  process.env.NODE_ENV = 'production'
  await readEnvironmentFiles(false)
  await migrateEmbedded()
  runNext(['start', ...keptAlive, ...process.argv.slice(2)], process.env)
})
