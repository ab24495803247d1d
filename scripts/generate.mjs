import { command, ensureGenerated } from './setup.mjs'

// npm run generate: Prisma's client, the Link stand-in and the emulator's console, where their sources changed.

command(ensureGenerated)
