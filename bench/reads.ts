import { benchDatabase } from './databases'
import type { BenchContext, Part } from './part'
import { type Read, readsOf } from './read-list'
import { interleave } from './rounds'
import { fillWorld } from './world'

/** What a page costs with more rows is held against what it costs with so many. */
const GROWS_FROM = 10_000
/** A read that takes milliseconds is measured so much more often: a median of few says little of it. */
const TIMES = 3

/** What the app reads of a person's rows, beside the least SQL that finds the same in the same database. */
export const reads: Part = {
  name: 'reads',
  async measure(context) {
    for (const rows of context.rows) await measureSize(context, rows)
  },
}

async function measureSize(context: BenchContext, rows: number): Promise<void> {
  const database = await benchDatabase(context)
  try {
    const started = performance.now()
    const world = await fillWorld(database.db, { rows, seed: context.seed, now: new Date() })
    context.say(
      `  ${rows.toLocaleString('en')} rows, filled in ${Math.round(performance.now() - started)} ms`,
    )
    const all = await readsOf(database, world)
    await warmUp(all)
    for (const { name, isPage, subject, floor } of all) {
      const medians = await interleave({ subject, floor }, context.rounds * TIMES)
      context.report({ figure: `reads.${name}`, rows, unit: 'ms', ...medians })
      if (isPage && rows > GROWS_FROM) reportGrowth(context, name, rows, medians.subject)
      if (context.database === 'embedded') reportEmbedded(context, name, rows, medians.subject)
    }
  } finally {
    await database.remove()
  }
}

/** PGlite's code is compiled well only once it has run for a while: what comes first would pay for it. */
async function warmUp(all: readonly Read[]): Promise<void> {
  for (let time = 0; time < TIMES; time += 1)
    for (const { subject, floor } of all) {
      await subject()
      await floor()
    }
}

const known = ({ figures }: BenchContext, figure: string, rows: number, database: BenchContext['database']) =>
  figures.find((one) => one.figure === figure && one.rows === rows && one.database === database)?.subject

function reportGrowth(context: BenchContext, name: string, rows: number, subject: number) {
  const floor = known(context, `reads.${name}`, GROWS_FROM, context.database)
  if (floor !== undefined)
    context.report({ figure: `reads.growth.${name}`, rows, unit: 'ms', subject, floor })
}

function reportEmbedded(context: BenchContext, name: string, rows: number, subject: number) {
  const floor = known(context, `reads.${name}`, rows, 'postgres')
  if (floor !== undefined)
    context.report({ figure: `reads.embedded.${name}`, rows, unit: 'ms', subject, floor })
}
