import { measureDemo } from './demo-server.mjs'
import { command } from './setup.mjs'

// npm run pictures: every page of the demo at 390 and 1440 px, light and dark, into pictures/; with -- --readme also those of the README.

command(() => measureDemo('scripts/measures/pictures.ts', process.argv.slice(2)))
