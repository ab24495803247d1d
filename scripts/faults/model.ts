import type { EditChange } from '@/lib/db/transaction-edits'
import type { Ground } from './ground'

type Edit = Required<Pick<EditChange, 'note' | 'category' | 'tags' | 'flagged'>>

const NOTHING: Edit = { note: '', category: null, tags: [], flagged: false }
const NO_EDIT = JSON.stringify(NOTHING)

interface Owner {
  householdId: string
  itemId: string
}

interface Written extends Owner {
  /** What may stand there: one thing, but for a process that died over a write. */
  possible: ReadonlySet<string>
}

/**
 * What people wrote, by the transaction that it stands on. A pending transaction and the posted one that names it are
 * one: its root is the pending one's id of Plaid's.
 */
export interface Notes {
  /**
   * A person writes. What comes back is called when it is known whether it was stored; until then, and for ever where
   * the process died of it, either may be.
   */
  write(root: string, owner: Owner, change: EditChange): (isStored: boolean) => void
  /** Is everything there exactly once, on the transaction it was written on or the one that posted it? */
  compare(ground: Ground): Promise<string[]>
}

interface StoredEdit {
  householdId: string
  root: string
  ownId: string
  note: string
  category: string | null
  tags: string[]
  flagged: boolean
  /** The posted transaction that names the root, if there is one. */
  posted: string | null
}

export function createNotes(): Notes {
  const written = new Map<string, Written>()
  return {
    write(root, owner, change) {
      const before = written.get(root)?.possible ?? new Set([NO_EDIT])
      const after = new Set([...before].map((edit) => JSON.stringify({ ...JSON.parse(edit), ...change })))
      const remember = (possible: ReadonlySet<string>) => written.set(root, { ...owner, possible })
      remember(new Set([...before, ...after]))
      return (isStored) => remember(isStored ? after : before)
    },
    async compare({ db }) {
      const items = new Set((await db.prisma.item.findMany({ select: { id: true } })).map(({ id }) => id))
      const stored = await db.prisma.$queryRaw<StoredEdit[]>`
        SELECT e.household_id AS "householdId", e.note, e.category, e.tags, e.flagged,
          t.plaid_transaction_id AS "ownId",
          COALESCE(t.pending_plaid_transaction_id, t.plaid_transaction_id) AS root,
          (SELECT s.plaid_transaction_id FROM transactions s WHERE s.household_id = t.household_id
            AND s.pending_plaid_transaction_id = COALESCE(t.pending_plaid_transaction_id, t.plaid_transaction_id)
            LIMIT 1) AS posted
        FROM transaction_edits e
        JOIN transactions t ON t.household_id = e.household_id AND t.id = e.transaction_id`
      const problems: string[] = []
      const found = new Map<string, string>()
      for (const { householdId, root, ownId, posted, note, category, tags, flagged } of stored) {
        if (found.has(root)) problems.push(`What was written on ${root} is there twice`)
        found.set(root, JSON.stringify({ note, category, tags, flagged }))
        if (written.get(root)?.householdId !== householdId) problems.push(`Nobody wrote on ${root} there`)
        if (posted !== null && posted !== ownId)
          problems.push(`What was written on ${root} stayed behind on it`)
      }
      for (const [root, { possible, itemId }] of written) {
        const has = found.get(root) ?? NO_EDIT
        if (!items.has(itemId) ? has !== NO_EDIT : !possible.has(has)) {
          problems.push(`On ${root} stands ${has}, and written was ${[...possible].join(' or ')}`)
        }
      }
      return problems
    },
  }
}
