import { program, programs } from './setup.mjs'

/** The checks that read the code without running it: each is one line of the result, of one or more Node programs. */
export const staticChecks = [
  { title: 'format and lint (biome)', commands: [[program(programs.biome), 'check', '--error-on-warnings']] },
  {
    title: 'promises (oxlint)',
    commands: [[program('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings']],
  },
  {
    title: 'types (tsc)',
    // The types of the routes are made from the folders of app/.
    commands: [
      [program(programs.next), 'typegen'],
      [program('typescript/bin/tsc'), '--noEmit'],
    ],
  },
]
