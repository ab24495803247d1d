import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, type CalendarDate, dayInZone } from '@/lib/calendar/calendar-date'
import { connect, type LinkWorld, linkWorld, silent } from '@/lib/connections/testing'
import type { Database } from '@/lib/db/open'
import { listStreams, type StoredStream } from '@/lib/db/recurring'
import { saveRecurringEdit } from '@/lib/db/recurring-edits'
import { listPaymentsOf } from '@/lib/db/recurring-history'
import type { ItemKey } from '@/lib/db/sync-store'
import { testDatabase } from '@/lib/db/testing'
import { type JobQueue, openQueue } from '@/lib/jobs/queue'
import { exact } from '@/lib/money/money'
import { recurringNews } from '@/lib/recurring/news'
import { toStreams } from '@/lib/recurring/stream'
import { detectRecurring, refreshRecurring } from './recurring'
import type { SyncNews } from './sync-item'
import { pass } from './testing'

let db: Database
let queue: JobQueue
let world: LinkWorld
let home: ItemKey
let today: CalendarDate

beforeAll(async () => {
  db = await testDatabase()
  queue = await openQueue(db, silent)
  world = await linkWorld(db, queue)
  home = await connect(world, 'Alderbrook Bank')
  today = dayInZone(world.now, 'UTC')
}, 60_000)
afterAll(async () => {
  await queue.stop()
  await db.close()
})

/** What a sync tells that has stored something. */
const CHANGED = { written: 1, trigger: 'schedule' } as const
const UNCHANGED = { written: 0, trigger: 'schedule' } as const

const all = () => listStreams(db, world.person.householdId)
const own = () => detectRecurring(db, home, null, world.now)
async function streamOf(title: string): Promise<StoredStream> {
  const found = (await all()).filter((stream) => stream.title === title)
  expect(found, title).toHaveLength(1)
  const [stream] = found
  if (!stream) throw new Error(title)
  return stream
}

/** What the household pays, and is paid, again and again. */
const KNOWN = {
  monthly: [
    'Hawthorne Court Apartments',
    'Willow Lane Montessori',
    'Fiberline',
    'Magpie Mobile',
    'Portland Water Works',
    'Cascade Light & Power',
    'Keystone Mutual Insurance',
    'Riverkeepers Fund',
    'Nadia Okafor Piano',
    'Ironwood Climbing Gym',
    'Lumen Stream',
    'Wavelength Music',
    'Cloudshelf Storage',
    'Pixelforge Studio',
    'Playloft Pass',
    'The Morning Ledger',
    'CASH BACK CARD AUTOPAY',
    'TRANSFER TO RAINY DAY SAVINGS',
    'STUDENT LOAN PAYMENT',
    'AUTO LOAN PAYMENT',
    'TRANSFER TO BRAMBLEWICK INVEST',
    'QUILLSTONE BITCOIN PURCHASE',
    'INTEREST PAYMENT',
  ],
  weekly: ['Harvest Row Veg Box'],
  biweekly: ['BELLWEATHER HEALTH DIRECT DEP'],
  semi_monthly: ['LARKSPUR ROBOTICS PAYROLL'],
  quarterly: ['SURPLUS TO RAINY DAY SAVINGS'],
  annually: ['Hopscotch Backup', 'Parcelwing Plus'],
}
/** The other side of transfers, and what may or may not be seen in two payments a year apart. */
const ALSO = /^(PAYMENT THANK YOU|TRANSFER FROM EVERYDAY|SURPLUS FROM|LARKSPUR ROBOTICS ANNUAL BONUS)/

describe('the recurring payments of a household with two years behind it', () => {
  it('are all found without Plaid, and nothing else is', async () => {
    await own()
    const found = await all()
    for (const [frequency, titles] of Object.entries(KNOWN))
      for (const title of titles) expect(await streamOf(title)).toMatchObject({ frequency, source: 'own' })
    const known = new Set(Object.values(KNOWN).flat())
    expect(found.map(({ title }) => title).filter((title) => !known.has(title) && !ALSO.test(title))).toEqual(
      [],
    )
  })

  it('say what has changed: a price that rose, a payment that was missed, one that was cancelled', async () => {
    const streams = toStreams(await all(), 'UTC')
    const of = (title: string) => streams.find((stream) => stream.title === title)
    expect(of('Lumen Stream')).toMatchObject({
      lastAmount: '-18.99',
      priceChange: { before: '-15.99', isRise: true },
      yearlyAmount: '-227.88',
      kind: 'subscription',
    })
    expect(of('Ironwood Climbing Gym')).toMatchObject({ status: 'missed', nextOn: addDays(today, -7) })
    expect(of('The Morning Ledger')).toMatchObject({ status: 'ended', nextOn: null, yearlyAmount: null })
    expect(of('Hopscotch Backup')?.nextOn).toBe(addDays(today, 18))
    expect(of('STUDENT LOAN PAYMENT')?.kind).toBe('bill')
    expect(of('CASH BACK CARD AUTOPAY')?.kind).toBe('transfer')
    const news = recurringNews(streams, today)
    expect(news.map(({ title, news }) => [title, news])).toEqual(
      expect.arrayContaining([
        ['Lumen Stream', 'price'],
        ['Ironwood Climbing Gym', 'missed'],
      ]),
    )
  })

  it('stand once where Plaid names them too, with its word on how often and our own on why', async () => {
    const before = await all()
    await refreshRecurring(world.context, home, CHANGED)
    const after = await all()
    expect(new Set(after.map(({ key }) => key)).size).toBe(after.length)
    for (const { key, id } of before) expect(after.find((stream) => stream.key === key)?.id).toBe(id)
    expect(await streamOf('Lumen Stream')).toMatchObject({ source: 'plaid', status: 'active' })
    expect(await streamOf('Hopscotch Backup')).toMatchObject({ source: 'plaid', nextOn: addDays(today, 18) })
    expect(await streamOf('Ironwood Climbing Gym')).toMatchObject({ source: 'plaid', status: 'missed' })
    expect(await streamOf('The Morning Ledger')).toMatchObject({ source: 'plaid', status: 'ended' })
    expect(await streamOf('SURPLUS TO RAINY DAY SAVINGS')).toMatchObject({ source: 'own' })
  })

  it('are made of payments whose sum is exact, each of their own account, direction and currency', async () => {
    for (const stream of await all()) {
      const payments = await listPaymentsOf(db, home.householdId, stream.id)
      expect(payments.map(({ transactionId }) => transactionId)).toEqual(
        expect.arrayContaining([...stream.transactionIds]),
      )
      expect(payments).toHaveLength(stream.reason.count)
      for (const { amount, currency } of payments) {
        expect(currency).toBe(stream.currency)
        expect(exact(amount).isNegative()).toBe(exact(stream.lastAmount).isNegative())
      }
      const sizes = payments.slice(-12).map(({ amount }) => exact(amount).abs())
      if (stream.reason.amountKind === 'varying')
        expect(sizes.every((size) => size.gte(exact(stream.lowAmount).abs()))).toBe(true)
      expect(payments.at(-1)?.amount).toBe(stream.lastAmount)
    }
  })

  it('are not written again where nothing is new, and keep what Plaid said while it cannot be asked', async () => {
    await refreshRecurring(world.context, home, CHANGED)
    const before = await all()
    pass(world, 60_000)
    expect(await own()).toBe(0)
    world.carry = async () => new Response('down', { status: 502 })
    await refreshRecurring(world.context, home, CHANGED)
    world.carry = (_path, send) => send()
    expect(await all()).toEqual(before)
  })
})

describe('what a person says of them', () => {
  const say = async (title: string, change: Parameters<typeof saveRecurringEdit>[3]) => {
    const { id } = await streamOf(title)
    expect(await saveRecurringEdit(db, home.householdId, id, change, world.now)).toBe(true)
  }

  it('outlives being found anew, each thing by itself', async () => {
    await say('Fiberline', { title: 'The line' })
    await say('Fiberline', { confirmed: true })
    await say('Magpie Mobile', { dismissed: true })
    await db.prisma.recurringStream.deleteMany({ where: { householdId: home.householdId } })
    await refreshRecurring(world.context, home, CHANGED)
    expect(await streamOf('Fiberline')).toMatchObject({
      name: 'The line',
      confirmedAt: world.now,
      dismissedAt: null,
    })
    expect(await streamOf('Magpie Mobile')).toMatchObject({ name: 'Magpie Mobile', dismissedAt: world.now })
    await say('Fiberline', { title: null })
    expect(await streamOf('Fiberline')).toMatchObject({ name: 'Fiberline', confirmedAt: world.now })
  })

  it('ends them until a payment comes after all', async () => {
    await say('Wavelength Music', { ended: true })
    const stored = await streamOf('Wavelength Music')
    expect(toStreams([stored], 'UTC')[0]).toMatchObject({
      status: 'ended',
      nextOn: null,
      endedByPerson: true,
    })
    const later = { ...stored, lastOn: addDays(today, 1) }
    expect(toStreams([later], 'UTC')[0]).toMatchObject({ status: 'active', endedByPerson: false })
  })

  it('is written under no other household', async () => {
    const { id } = await streamOf('Fiberline')
    const other = crypto.randomUUID()
    expect(await saveRecurringEdit(db, other, id, { dismissed: true }, world.now)).toBe(false)
    expect(await listPaymentsOf(db, other, id)).toEqual([])
    expect(await listStreams(db, other)).toEqual([])
  })

  it('is out of sight with an account that is hidden', async () => {
    const { accountId } = await streamOf('Lumen Stream')
    const where = { householdId_accountId: { householdId: home.householdId, accountId } }
    const hidden = { hidden: true, updatedAt: world.now }
    await db.prisma.accountEdit.upsert({
      where,
      create: { householdId: home.householdId, accountId, ...hidden },
      update: hidden,
    })
    expect((await all()).map(({ title }) => title)).not.toContain('Lumen Stream')
    await db.prisma.accountEdit.delete({ where })
    expect((await all()).map(({ title }) => title)).toContain('Lumen Stream')
  })
})

// Last: it lets days pass.
describe('payments that come again', () => {
  it('are looked for once a day after syncs that changed nothing, and at once when a webhook calls', async () => {
    const asked: string[] = []
    world.carry = (path, send) => {
      asked.push(path)
      return send()
    }
    const looks = async (news: SyncNews) => {
      asked.length = 0
      await refreshRecurring(world.context, home, news)
      return asked.length
    }
    expect(await looks(CHANGED)).toBe(1)
    expect(await looks(UNCHANGED)).toBe(0)
    expect(await looks({ ...UNCHANGED, trigger: 'webhook' })).toBe(1)
    pass(world, 23 * 3_600_000)
    expect(await looks(UNCHANGED)).toBe(0)
    pass(world, 2 * 3_600_000)
    expect(await looks(UNCHANGED)).toBe(1)
    world.carry = (_path, send) => send()
  })
})
