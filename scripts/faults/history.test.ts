import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { knownCases } from './cases'
import { type Ground, openGround } from './ground'
import { liveThrough } from './history'
import type { Tally } from './tally'

const SEED = 20_260_303
const HISTORIES = 12

let ground: Ground

beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

describe('whatever banks, networks, people and processes do', () => {
  const tally: Tally = new Map()

  it.each(Array.from({ length: HISTORIES }, (_, history) => history))(
    'is in the end as the bank has it, and what people wrote is where they wrote it (history %i)',
    async (history) => {
      expect(await liveThrough(ground, { seed: SEED, history, tally })).toMatchObject({ problems: [] })
    },
    60_000,
  )

  it('did include dying processes, lost logins, cut pages, forged webhooks and writing people', () => {
    const kinds = [...tally.keys()].join('\n')
    for (const kind of ['deaths before', 'logins lost', 'page cuts', 'webhooks forged', 'notes, tags']) {
      expect(kinds).toContain(kind)
    }
  })

  it.each(knownCases)(
    'does not go wrong again: $why',
    async ({ seed, history }) => {
      expect(await liveThrough(ground, { seed, history, tally: new Map() })).toMatchObject({ problems: [] })
    },
    60_000,
  )
})
