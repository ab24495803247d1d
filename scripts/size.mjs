import { measureDemo } from './demo-server.mjs'
import { command } from './setup.mjs'

// npm run size: how much JavaScript each page of the demo loads, as transferred, and whether that is within its limits.

command(() => measureDemo('scripts/measures/size.ts', process.argv.slice(2), { windowless: true }))
