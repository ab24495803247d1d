import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BankFailure } from '@/lib/bank/failure'
import { seal } from '@/lib/crypto/seal'
import { allowRevokedAccounts, revokeAccount } from '@/lib/db/account-rows'
import { setItemHealth } from '@/lib/db/items'
import type { Database } from '@/lib/db/open'
import { endDeadRuns } from '@/lib/db/run-upkeep'
import { beginRun, type Delta, LEASE_MS, LeaseLost, storeDelta } from '@/lib/db/sync-store'
import { testDatabase } from '@/lib/db/testing'
import { reportOf } from '@/lib/db/transaction-report'
import { checking, purchase } from './ledger-bank'
import { MAX_RUN_MS, syncItem } from './sync-item'
import { itemOf, pass, runsOf, type SyncWorld, syncNow, syncWorld } from './testing'

let db: Database
let world: SyncWorld

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(async () => {
  await db.close()
})
beforeEach(async () => {
  world = await syncWorld(db)
})

const sync = () => syncNow(world)
const later = (ms: number) => pass(world, ms)
const transactions = () => db.prisma.transaction.count({ where: { householdId: world.key.householdId } })
const refuse = (failure: BankFailure) => () => {
  throw failure
}

describe('the history of a run that failed', () => {
  it('names the cause, its type, and every call with its request id, and how far it came', async () => {
    world.bank.pageSize = 1
    world.bank.add(purchase('t1'), purchase('t2'), purchase('t3'))
    world.bank.beforePage = (page) => {
      if (page === 2)
        throw new BankFailure('restart', 'TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION', 'req-m')
      if (page === 5) {
        throw new BankFailure('slow_down', 'TRANSACTIONS_SYNC_LIMIT', 'req-limit', {
          type: 'RATE_LIMIT_EXCEEDED',
        })
      }
    }
    expect(await sync()).toMatchObject({ kind: 'failed', failures: 1 })
    expect(await runsOf(world)).toMatchObject([
      {
        phase: 'failed',
        errorCode: 'TRANSACTIONS_SYNC_LIMIT',
        errorType: 'RATE_LIMIT_EXCEEDED',
        pages: 2,
        rowsFetched: 2,
        restarts: 1,
        written: 0,
        plaidRequestIds: ['req-item', 'req-page-1', 'req-m', 'req-page-3', 'req-page-4', 'req-limit'],
      },
    ])
    expect(await itemOf(world)).toMatchObject({
      health: 'waiting',
      errorCode: 'TRANSACTIONS_SYNC_LIMIT',
      errorType: 'RATE_LIMIT_EXCEEDED',
      errorRequestId: 'req-limit',
      failures: 1,
    })
    expect(await transactions()).toBe(0)
  })

  it('counts failures in a row, and a good run ends the row', async () => {
    world.bank.beforePage = refuse(new BankFailure('wait', 'INSTITUTION_DOWN', 'req'))
    await sync()
    expect(await sync()).toMatchObject({ failures: 2 })
    world.bank.beforePage = () => {}
    world.bank.add(purchase('t1'))
    later(1_000)
    await sync()
    expect(await itemOf(world)).toMatchObject({
      failures: 0,
      errorCode: null,
      errorType: null,
      errorRequestId: null,
    })
    expect((await runsOf(world)).at(-1)).toMatchObject({ written: 1, errorCode: null })
  })

  it('leaves the operator a line with code and request id', async () => {
    const failure = new BankFailure('operator', 'INVALID_API_KEYS', 'req-keys', { type: 'INVALID_INPUT' })
    world.bank.beforePage = refuse(failure)
    await sync()
    expect(await itemOf(world)).toMatchObject({ health: 'operator' })
    expect(world.logged).toContainEqual([
      'error',
      expect.objectContaining({ event: 'operator', code: 'INVALID_API_KEYS', requestId: 'req-keys' }),
    ])
  })
})

describe('a run that takes too long', () => {
  it('is ended after eight minutes as something to try again, and all that it read is thrown away', async () => {
    world.bank.pageSize = 1
    world.bank.add(...Array.from({ length: 12 }, (_, index) => purchase(`t${index}`)))
    world.bank.beforePage = () => later(60_000)
    expect(await sync()).toMatchObject({
      kind: 'failed',
      failure: { code: 'TOOK_TOO_LONG', retryable: true },
    })
    const [run] = await runsOf(world)
    expect((run?.finishedAt?.getTime() ?? 0) - (run?.startedAt.getTime() ?? 0)).toBeLessThanOrEqual(
      MAX_RUN_MS + 60_000,
    )
    expect(await transactions()).toBe(0)
    expect(await itemOf(world)).toMatchObject({ cursor: null, leaseUntil: null, health: 'waiting' })
  })

  it('is taken over when its lease is over, and then stores nothing and counts as no failure', async () => {
    world.bank.add(purchase('t1'))
    let overtaking = false
    world.bank.beforePage = async () => {
      if (overtaking) return
      overtaking = true
      later(LEASE_MS + 1)
      expect(await sync()).toMatchObject({ kind: 'done' })
      throw new BankFailure('wait', 'INSTITUTION_DOWN', 'req-late')
    }
    expect(await sync()).toEqual({ kind: 'overtaken' })
    expect(await transactions()).toBe(1)
    expect(await itemOf(world)).toMatchObject({ health: 'healthy', failures: 0, errorCode: null })
    expect(await runsOf(world)).toMatchObject([{ errorCode: 'INTERRUPTED' }, { phase: 'done' }])
  })

  it('stores nothing when it is taken over in the very moment before it stores', async () => {
    const slow = await beginRun(db, world.key, 'person', world.now)
    later(LEASE_MS + 1)
    const newer = await beginRun(db, world.key, 'person', world.now)
    if (typeof slow === 'string' || typeof newer === 'string') throw new Error('The connection is taken')
    const delta: Delta = {
      accounts: [checking('acc-1')],
      formerAccounts: [],
      changed: [reportOf(purchase('t1'))],
      removed: [],
      cursor: '1',
      historyStatus: 'HISTORICAL_UPDATE_COMPLETE',
      webhookUrl: null,
      consentExpiresAt: null,
      bankUpdatedAt: null,
      productStatus: {},
      products: [],
      health: 'healthy',
      error: null,
      counts: { pages: 1, rowsFetched: 1, added: 1, modified: 0, removed: 0, restarts: 0 },
      requestIds: [],
    }
    await expect(storeDelta(db, slow, delta, world.now)).rejects.toBeInstanceOf(LeaseLost)
    expect(await transactions()).toBe(0)
    expect(await itemOf(world)).toMatchObject({ cursor: null })
    expect(await storeDelta(db, newer, delta, world.now)).toBe(1)
  })

  it('of a dead process is closed by the schedule, and nothing shows as running', async () => {
    await beginRun(db, world.key, 'person', world.now)
    await endDeadRuns(db, world.now)
    expect(await runsOf(world)).toMatchObject([{ finishedAt: null }])
    later(LEASE_MS + 1)
    await endDeadRuns(db, world.now)
    expect(await runsOf(world)).toMatchObject([
      { phase: 'failed', errorCode: 'INTERRUPTED', finishedAt: world.now },
    ])
    expect(await itemOf(world)).toMatchObject({ leaseUntil: null })
    expect(await sync()).toMatchObject({ kind: 'done' })
  })

  it('that was only slow and was closed by the schedule stores nothing any more', async () => {
    world.bank.add(purchase('t1'))
    world.bank.beforePage = async () => {
      later(LEASE_MS + 1)
      await endDeadRuns(db, world.now)
    }
    expect(await sync()).toEqual({ kind: 'overtaken' })
    expect(await transactions()).toBe(0)
    expect(await runsOf(world)).toMatchObject([{ errorCode: 'INTERRUPTED' }])
  })

  it('under a clock that was ahead holds nobody up once the clock is right', async () => {
    const right = world.now
    later(86_400_000)
    await beginRun(db, world.key, 'person', world.now)
    world.now = right
    expect(await sync()).toMatchObject({ kind: 'done' })
  })
})

describe('a connection that asks for a person', () => {
  it('goes on asking when a look at it finds the bank or the network away', async () => {
    const state = { health: 'sign_in', errorCode: 'ITEM_LOGIN_REQUIRED', errorType: 'ITEM_ERROR' } as const
    await setItemHealth(db.prisma, world.key, state, world.now)
    const since = world.now
    later(3_600_000)
    world.bank.beforePage = refuse(new BankFailure('wait', 'NETWORK', null))
    await sync()
    expect(await itemOf(world)).toMatchObject({ ...state, healthChangedAt: since, failures: 1 })
    expect(await runsOf(world)).toMatchObject([{ errorCode: 'NETWORK' }])
    world.bank.beforePage = refuse(new BankFailure('relink', 'ITEM_NOT_FOUND', 'req'))
    await sync()
    expect(await itemOf(world)).toMatchObject({ health: 'relink', errorCode: 'ITEM_NOT_FOUND' })
  })

  it('is warned of the end that a webhook told also after the bank was away for a while', async () => {
    const consentExpiresAt = new Date(world.now.getTime() + 3 * 86_400_000)
    const state = { health: 'expiring', errorCode: null, consentExpiresAt } as const
    await setItemHealth(db.prisma, world.key, state, world.now)
    world.bank.beforePage = refuse(new BankFailure('wait', 'INSTITUTION_DOWN', 'req'))
    await sync()
    expect(await itemOf(world)).toMatchObject({ health: 'waiting' })
    world.bank.beforePage = () => {}
    await sync()
    expect(await itemOf(world)).toMatchObject({ health: 'expiring', consentExpiresAt })
  })
})

describe('an end of the consent that a webhook tells while a run is at work', () => {
  it('is not forgotten by that run, date included', async () => {
    const consentExpiresAt = new Date(world.now.getTime() + 20 * 86_400_000)
    world.bank.beforePage = () =>
      setItemHealth(
        db.prisma,
        world.key,
        { health: 'expiring', errorCode: null, consentExpiresAt },
        world.now,
      )
    expect(await sync()).toMatchObject({ kind: 'done' })
    expect(await itemOf(world)).toMatchObject({ health: 'expiring', consentExpiresAt })
    world.bank.beforePage = () => {}
    expect(await sync()).toMatchObject({ kind: 'done' })
    expect(await itemOf(world)).toMatchObject({ health: 'expiring', consentExpiresAt })
  })
})

describe('a token that Plaid knows no more', () => {
  const refusing = (token: string) => {
    const { bank } = world
    const item = bank.item.bind(bank)
    return Object.assign(bank, {
      item: async (accessToken: string) => {
        if (accessToken === token) {
          throw new BankFailure('relink', 'INVALID_ACCESS_TOKEN', 'req-token', { type: 'INVALID_INPUT' })
        }
        return item()
      },
    })
  }
  const replaceToken = () =>
    db.prisma.item.updateMany({
      where: { householdId: world.key.householdId, id: world.key.itemId },
      data: { sealedAccessToken: seal('access-sandbox-2', world.key.itemId, world.context.tokenKeys) },
    })

  it('is recovered once, and the run goes on with the new one', async () => {
    refusing('access-sandbox-1')
    const asked: unknown[] = []
    const recoverToken = async (key: unknown) => {
      asked.push(key)
      await replaceToken()
      return true
    }
    expect(await syncItem({ ...world.context, recoverToken }, world.key, 'person')).toMatchObject({
      kind: 'done',
    })
    expect(asked).toEqual([world.key])
    expect((await runsOf(world))[0]?.plaidRequestIds).toContain('req-token')
  })

  it('asks to connect anew when nothing can be recovered, and is not asked about twice', async () => {
    refusing('access-sandbox-1')
    let asked = 0
    const recoverToken = async () => {
      asked += 1
      return true
    }
    const outcome = await syncItem({ ...world.context, recoverToken }, world.key, 'person')
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'INVALID_ACCESS_TOKEN' } })
    expect(asked).toBe(1)
    expect(await itemOf(world)).toMatchObject({ health: 'relink' })
  })
})

describe('an account', () => {
  const accounts = async () =>
    (
      await db.prisma.account.findMany({
        where: { householdId: world.key.householdId },
        orderBy: { plaidAccountId: 'asc' },
      })
    ).map(({ closedAt, closedBecause }) => [closedAt !== null, closedBecause])

  it('that is no longer shared says so, and is open again when it comes back', async () => {
    world.bank.accountList = [checking('acc-1'), checking('acc-2')]
    await sync()
    world.bank.accountList = [checking('acc-1')]
    await sync()
    expect(await accounts()).toEqual([
      [false, null],
      [true, 'not_shared'],
    ])
    world.bank.accountList = [checking('acc-1'), checking('acc-2')]
    await sync()
    expect(await accounts()).toEqual([
      [false, null],
      [false, null],
    ])
  })

  it('that the person took back at the bank stays closed until they share it again', async () => {
    world.bank.accountList = [checking('acc-1'), checking('acc-2')]
    await sync()
    await revokeAccount(db.prisma, world.key, 'acc-2', world.now)
    await sync()
    expect(await accounts()).toEqual([
      [false, null],
      [true, 'revoked'],
    ])
    world.bank.accountList = [checking('acc-1')]
    await sync()
    expect((await accounts())[1]).toEqual([true, 'revoked'])
    world.bank.accountList = [checking('acc-1'), checking('acc-2')]
    await allowRevokedAccounts(db.prisma, world.key)
    await sync()
    expect((await accounts())[1]).toEqual([false, null])
  })
})
