import { addDays, dayInZone } from '@/lib/calendar/calendar-date'
import type { Clock } from '@/lib/clock'
import { createManualAccount } from '@/lib/db/manual-accounts'
import { noteBalance, type Today } from '@/lib/db/manual-balance'
import { saveManualTransaction } from '@/lib/db/manual-transactions'
import type { Database } from '@/lib/db/open'

const DAY_MS = 86_400_000

/** What the car was worth, by days before today. */
const CAR_VALUES = [
  [700, '24800'],
  [520, '22900'],
  [340, '21150'],
  [160, '19600'],
  [20, '18400'],
] as const

/** What went into the tin at home and out of it, by days before today. */
const CASH = [
  [48, 'Neighborhood yard sale', '135', 'INCOME_OTHER'],
  [41, 'Farm stand', '-18', 'FOOD_AND_DRINK_GROCERIES'],
  [27, 'Window washer', '-40', 'HOME_IMPROVEMENT_REPAIR_AND_MAINTENANCE'],
  [13, 'School bake sale', '-12.5', 'FOOD_AND_DRINK_OTHER_FOOD_AND_DRINK'],
  [4, 'Farm stand', '-22', 'FOOD_AND_DRINK_GROCERIES'],
] as const

/** What the demo's household keeps by hand, beside its banks: a car whose worth falls, and some cash. */
export async function seedByHand(db: Database, householdId: string, clock: Clock): Promise<void> {
  const ago = (days: number): Today => {
    const now = new Date(clock.now().getTime() - days * DAY_MS)
    return { now, today: dayInZone(now, 'UTC') }
  }
  const today = ago(0)
  const [[firstDay, firstValue], ...later] = CAR_VALUES
  const car = {
    name: 'Family car',
    institutionName: '',
    type: 'other',
    subtype: 'vehicle',
    creditLimit: null,
    currency: 'USD',
    balance: firstValue,
  }
  const carId = await createManualAccount(db, householdId, car, ago(firstDay))
  for (const [days, balance] of later)
    await noteBalance(db, householdId, carId, { day: ago(days).today, balance }, ago(days))
  const cash = { ...car, name: 'Cash at home', type: 'depository', subtype: 'cash', balance: '60' }
  const cashId = await createManualAccount(db, householdId, cash, ago(60))
  for (const [days, payee, amount, category] of CASH) {
    const draft = { day: addDays(today.today, -days), payee, amount, category, note: '', pending: false }
    await saveManualTransaction(db, householdId, cashId, null, draft, ago(days))
  }
}
