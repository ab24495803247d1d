import { newId } from '@/lib/crypto/id'
import { createItem } from './items'
import type { Database } from './open'
import type { ItemKey } from './sync-store'
import { createUser } from './users'

interface AccountChanges {
  mask?: string | null
  persistentAccountId?: string
  closedAt?: Date
  current?: string
}

interface RowChanges {
  day?: number
  amount?: string
  currency?: string
  name?: string
  originalDescription?: string | null
  merchantName?: string
  pending?: boolean
}

let made = 0

/** A household of its own for a test, and what its connections may hold: all at one bank. */
export async function twoConnections(db: Database, now: Date, later: Date) {
  made += 1
  const user = { email: `adopter-${made}@example.org`, name: 'P', passwordHash: 'x', timeZone: 'UTC' }
  const created = await createUser(db, user, now)
  if (!created) throw new Error('The person is there already')
  const { householdId } = created
  const where = { householdId }

  async function newItem(health: string, at: Date): Promise<ItemKey> {
    const key = { householdId, itemId: newId(at) }
    const institution = { plaidInstitutionId: 'ins_1', name: 'Test Bank', url: null, primaryColor: null }
    const item = {
      ...key,
      plaidItemId: `plaid-${key.itemId}`,
      institution,
      institutionIsPlaids: true,
      sealedAccessToken: `sealed-${key.itemId}`,
      webhookUrl: null,
    }
    await db.prisma.$transaction((tx) => createItem(tx, item, at))
    await db.prisma.item.update({
      where: { householdId_id: { householdId, id: key.itemId } },
      data: { health, historyStatus: 'HISTORICAL_UPDATE_COMPLETE' },
    })
    return key
  }

  return {
    householdId,
    /** One whose access has ended. */
    old: await newItem('relink', now),
    /** One that came later, with its whole history. */
    fresh: await newItem('healthy', later),

    async newAccount({ itemId }: ItemKey, name: string, changes: AccountChanges = {}): Promise<string> {
      const id = newId(now)
      await db.prisma.account.create({
        data: {
          householdId,
          id,
          itemId,
          plaidAccountId: `plaid-${id}`,
          name,
          mask: '0000',
          type: 'depository',
          subtype: 'checking',
          currency: 'USD',
          isoCurrencyCode: 'USD',
          createdAt: now,
          ...changes,
        },
      })
      return id
    },

    async newRow(accountId: string, { day = 1, ...changes }: RowChanges = {}): Promise<string> {
      const id = newId(now)
      const on = new Date(Date.UTC(2026, 1, day))
      await db.prisma.transaction.create({
        data: {
          householdId,
          id,
          accountId,
          plaidTransactionId: `plaid-${id}`,
          pending: false,
          amount: '-5',
          currency: 'USD',
          postedOn: on,
          shownOn: on,
          name: 'Market',
          paymentChannel: 'online',
          createdAt: now,
          updatedAt: now,
          ...changes,
        },
      })
      return id
    },

    write: (transactionId: string, edit: { note?: string; tags?: string[]; flagged?: boolean }) =>
      db.prisma.transactionEdit.create({ data: { householdId, transactionId, updatedAt: now, ...edit } }),
    inSight: () => db.prisma.transaction.findMany({ where: { householdId, removedAt: null } }),
    edits: () => db.prisma.transactionEdit.findMany({ where }),

    /** Everything that adoption may touch. */
    everything: async () => ({
      items: await db.prisma.item.findMany({ where, orderBy: { id: 'asc' } }),
      accounts: await db.prisma.account.findMany({ where, orderBy: { id: 'asc' } }),
      rows: await db.prisma.transaction.findMany({ where, orderBy: { id: 'asc' } }),
      edits: await db.prisma.transactionEdit.findMany({ where, orderBy: { transactionId: 'asc' } }),
      events: await db.prisma.transactionEvent.findMany({ where, orderBy: { id: 'asc' } }),
      snapshots: await db.prisma.balanceSnapshot.findMany({ where, orderBy: { day: 'asc' } }),
    }),
  }
}
