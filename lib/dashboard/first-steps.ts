import 'server-only'
import { after } from 'next/server'
import { requireUser } from '@/lib/auth/session'
import { endFirstSteps, readFirstSteps } from '@/lib/db/overview-reads'
import { runtime } from '@/lib/runtime'

/** What one does first, in this order, and whether it is done: by what there is, not by what was pressed. */
export interface FirstStep {
  name: 'connect' | 'review' | 'budget' | 'rule'
  done: boolean
}

/** The first steps; null once all are done, or the person has put them away. */
export async function findFirstSteps(): Promise<FirstStep[] | null> {
  const person = await requireUser()
  const { db, clock } = await runtime()
  const facts = await readFirstSteps(db, person)
  if (facts.endedAt !== null) return null
  const steps: FirstStep[] = [
    { name: 'connect', done: facts.connected },
    { name: 'review', done: facts.reviewed },
    { name: 'budget', done: facts.budgeted },
    { name: 'rule', done: facts.ruled },
  ]
  if (steps.some(({ done }) => !done)) return steps
  // Done is done: they do not come back with a budget that is given up later.
  after(() => endFirstSteps(db, person, clock.now()))
  return null
}
