import { command, ensureGenerated } from './setup.mjs'

// npm run generate: Prisma's client and the Link stand-in, where their sources changed.

command(ensureGenerated)
