import { build, command, ensureGenerated } from './setup.mjs'

// npm run build: what is generated, then Next's production build. Needs no secret and no database.

command(async () => {
  await ensureGenerated()
  await build()
})
