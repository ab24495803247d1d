import { measureDemo } from './demo-server.mjs'
import { command } from './setup.mjs'

// npm run lighthouse: what Lighthouse finds on the pages that are opened most, as on a slow phone. By hand: times depend on the machine.

command(() => measureDemo('scripts/measures/lighthouse.ts', process.argv.slice(2)))
