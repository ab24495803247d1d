import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@/lib/crypto/id'
import type { RuleCondition, RuleDraft } from '@/lib/rules/schema'
import { purchase } from '@/lib/sync/ledger-bank'
import { idOf, type SyncWorld, syncAMinuteLater, syncWorld, visibleOf } from '@/lib/sync/testing'
import type { Database } from './open'
import { findHistoryRun, listRuleRuns, stepHistoryRun } from './rule-runs'
import { editRules, listRules, type RuleEdit } from './rules'
import { testDatabase } from './testing'
import { saveEdit } from './transaction-edits'

let db: Database
let world: SyncWorld

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  world = await syncWorld(db)
})

const household = () => world.key.householdId
const edit = async (change: RuleEdit, history = true) => {
  const done = await editRules(db, household(), change, { history, most: 10, now: world.now })
  while (await stepHistoryRun(db, household(), world.now));
  return done
}
const create = (draft: Partial<RuleDraft>, history = true) => {
  const id = newId(world.now)
  const whole = { name: '', condition: { all: [] }, changes: { reviewed: true }, ...draft } as const
  return edit(
    { do: 'create', id, draft: { ...whole, condition: draft.condition ?? anything } },
    history,
  ).then(() => id)
}
const anything: RuleCondition = { all: [{ not: { is: 'text', text: 'nobody writes this' } }] }
const text = (found: string): RuleCondition => ({ all: [{ is: 'text', text: found }] })
const outcomes = () =>
  db.prisma.ruleOutcome.findMany({
    where: { householdId: household() },
    orderBy: { transactionId: 'asc' },
    omit: { householdId: true, updatedAt: true },
  })
const versions = () =>
  db.prisma.$queryRaw`
    SELECT transaction_id, xmin::text FROM rule_outcomes WHERE household_id = ${household()}::uuid ORDER BY 1`

describe('rules', () => {
  it('are applied to what a sync brings, in the same database transaction, and told of in the log', async () => {
    await create({ condition: text('harvest'), changes: { category: 'TRAVEL_LODGING', tags: ['a'] } })
    world.bank.add(purchase('t1'), purchase('t2', { merchantName: 'Elsewhere', name: 'ELSEWHERE' }))
    await syncAMinuteLater(world)
    const listed = await visibleOf(world)
    expect(listed.find(({ title }) => title === 'Harvest Market')).toMatchObject({
      category: 'TRAVEL_LODGING',
      tags: ['a'],
    })
    expect(listed.find(({ title }) => title === 'Elsewhere')?.tags).toEqual([])
    const [run] = await listRuleRuns(db, household(), 1)
    expect(run).toMatchObject({ trigger: 'sync', total: 2, matched: 1, changed: 1 })
  })

  it('write nothing for a sync that brings nothing new', async () => {
    await create({ changes: { title: 'Ours' } })
    world.bank.add(purchase('t1'))
    await syncAMinuteLater(world)
    const before = await versions()
    const runs = await listRuleRuns(db, household(), 100)
    world.bank.modify(purchase('t1'))
    await syncAMinuteLater(world)
    expect(await versions()).toEqual(before)
    expect(await listRuleRuns(db, household(), 100)).toEqual(runs)
  })

  it('are held against what the bank says, not against what a person wrote', async () => {
    world.bank.add(purchase('t1'))
    await syncAMinuteLater(world)
    await saveEdit(
      db,
      household(),
      await idOf(world, 't1'),
      { title: 'Elsewhere', note: 'elsewhere' },
      world.now,
    )
    await create({ condition: text('elsewhere'), changes: { tags: ['no'] } })
    expect(await outcomes()).toEqual([])
    await create({ condition: text('HARVEST'), changes: { tags: ['yes'] } })
    expect(await visibleOf(world)).toMatchObject([{ title: 'Elsewhere', tags: ['yes'] }])
  })

  it('leave what people wrote as it is, and where it stood', async () => {
    world.bank.add(purchase('t1'), purchase('t2'))
    await syncAMinuteLater(world)
    const id = await idOf(world, 't1')
    await saveEdit(db, household(), id, { category: 'INCOME_SALARY', title: 'Mine' }, world.now)
    const edits = () => db.prisma.transactionEdit.findMany({ where: { householdId: household() } })
    const before = await edits()
    const rule = await create({
      changes: { category: 'TRAVEL_LODGING', title: 'The rule’s', excluded: true },
    })
    expect(await edits()).toEqual(before)
    expect((await visibleOf(world)).find(({ transactionId }) => transactionId === id)).toMatchObject({
      category: 'INCOME_SALARY',
      title: 'Mine',
      flow: 'excluded',
    })
    await edit({ do: 'remove', id: rule })
    expect(await edits()).toEqual(before)
    expect(await outcomes()).toEqual([])
  })

  it('say of a field what the first of them says, and add up their tags', async () => {
    world.bank.add(purchase('t1'))
    await syncAMinuteLater(world)
    const first = await create({ changes: { category: 'TRAVEL_LODGING', tags: ['One', 'two'] } })
    const second = await create({
      changes: { category: 'INCOME_SALARY', title: 'Second', tags: ['three', 'one'] },
    })
    const third = await create({ changes: { category: 'MEDICAL_DENTAL_CARE' } })
    expect(await outcomes()).toMatchObject([
      {
        category: 'TRAVEL_LODGING',
        title: 'Second',
        tags: ['One', 'two', 'three'],
        ruleIds: [first, second],
      },
    ])
    await edit({ do: 'move', id: third, by: -1 })
    await edit({ do: 'move', id: third, by: -1 })
    expect(await outcomes()).toMatchObject([
      { category: 'MEDICAL_DENTAL_CARE', ruleIds: [third, first, second] },
    ])
    expect((await listRules(db, household())).map(({ id }) => id)).toEqual([third, first, second])
  })

  it('leave what is there already alone where that was wished', async () => {
    world.bank.add(purchase('t1'))
    await syncAMinuteLater(world)
    await create({ changes: { title: 'New ones only' } }, false)
    expect(await outcomes()).toEqual([])
    world.bank.add(purchase('t2'))
    await syncAMinuteLater(world)
    expect((await visibleOf(world)).map(({ title }) => title).sort()).toEqual([
      'Harvest Market',
      'New ones only',
    ])
  })

  it('let go of a transaction that the bank changed so that it meets their condition no more', async () => {
    await create({
      condition: { all: [{ is: 'amount', compare: '=', value: '54.3' }] },
      changes: { title: 'X' },
    })
    world.bank.add(purchase('t1', { amount: '-54.30' }))
    await syncAMinuteLater(world)
    expect(await outcomes()).toHaveLength(1)
    world.bank.modify(purchase('t1', { amount: '-54.31' }))
    await syncAMinuteLater(world)
    expect(await outcomes()).toEqual([])
    world.bank.modify(purchase('t1', { amount: '-54.30' }))
    await syncAMinuteLater(world)
    expect(await outcomes()).toHaveLength(1)
    world.bank.remove('t1')
    await syncAMinuteLater(world)
    expect(await outcomes()).toEqual([])
  })

  it('reach every transaction of a history that is longer than a step, though some are deleted meanwhile', async () => {
    const many = Array.from({ length: 23 }, (_, index) => purchase(`m${index}`))
    world.bank.add(...many)
    await syncAMinuteLater(world)
    const id = newId(world.now)
    const options = { history: true, most: 10, now: world.now }
    const draft: RuleDraft = { name: 'All', condition: anything, changes: { title: 'Seen' } }
    await editRules(db, household(), { do: 'create', id, draft }, options)
    expect(await stepHistoryRun(db, household(), world.now, 10)).toBe(true)
    expect(await findHistoryRun(db, household())).toMatchObject({
      ruleName: 'All',
      total: 23,
      done: 10,
      changed: 10,
      finishedAt: null,
    })
    const first = await db.prisma.transaction.findMany({
      where: { householdId: household() },
      orderBy: { id: 'asc' },
      take: 5,
      select: { id: true },
    })
    await db.prisma.transaction.deleteMany({
      where: { householdId: household(), id: { in: first.map((one) => one.id) } },
    })
    while (await stepHistoryRun(db, household(), world.now, 10));
    expect(await outcomes()).toHaveLength(18)
    const run = await findHistoryRun(db, household())
    expect(run).toMatchObject({ total: 18, done: 18, matched: 18 })
    expect(run?.finishedAt).not.toBeNull()
    expect(await stepHistoryRun(db, household(), world.now, 10)).toBe(false)
  })

  it('of another household cannot be changed, and do nothing here', async () => {
    const mine = await create({ changes: { title: 'Mine' } })
    const other = await syncWorld(db)
    const options = { history: true, most: 10, now: world.now }
    expect(await editRules(db, other.key.householdId, { do: 'remove', id: mine }, options)).toBe('NOT_FOUND')
    other.bank.add(purchase('t1'))
    await syncAMinuteLater(other)
    expect(await visibleOf(other)).toMatchObject([{ title: 'Harvest Market' }])
  })
})
