import type { OverrideAccount } from '../../custom-user'
import { randomFor } from '../../random'
import type { AccountSubtype, AccountType } from '../../wire'
import type { AccountPlan, AccountRole, Currency, Institution } from '../institution'
import { currencyFor, toMinor } from './currency'

/** The key of a custom user's account by its place in the JSON. */
export const customKey = (index: number) => `custom${index}`

const types: Record<OverrideAccount['type'], AccountType> = {
  depository: 'depository',
  credit: 'credit',
  loan: 'loan',
  investment: 'investment',
  brokerage: 'investment',
  payroll: 'other',
  other: 'other',
}

function subtypeOf({ type, subtype, liability }: OverrideAccount): AccountSubtype {
  if (subtype !== null && subtype !== undefined) return subtype
  switch (type) {
    case 'depository':
      return 'checking'
    case 'credit':
      return 'credit card'
    case 'loan':
      return liability?.type === 'student' ? 'student' : 'loan'
    case 'investment':
    case 'brokerage':
      return 'brokerage'
    case 'payroll':
      return 'payroll'
    default:
      return 'other'
  }
}

const saving: readonly AccountSubtype[] = ['savings', 'money market', 'cd', 'hsa', 'cash isa', 'gic']

function roleOf(type: AccountType, subtype: AccountSubtype): AccountRole {
  if (type === 'depository') return saving.includes(subtype) ? 'savings' : 'everyday'
  if (type === 'credit') return 'card'
  if (subtype === 'student') return 'student-loan'
  if (subtype === 'mortgage') return 'mortgage'
  if (type === 'loan' && subtype === 'auto') return 'car-loan'
  return 'other'
}

/** What an account holds or owes where nothing says so. */
function usualBalance(override: OverrideAccount, seed: string, key: string): number {
  const random = randomFor(seed, key, 'balance')
  const { holdings, liability } = override
  if (liability?.principal) return liability.principal
  if (holdings && holdings.length > 0) {
    const worth = holdings.reduce((sum, holding) => sum + holding.institution_price * holding.quantity, 0)
    return Math.round(worth * 100) / 100
  }
  switch (types[override.type]) {
    case 'depository':
      return random.between(80_000, 600_000) / 100
    case 'credit':
      return random.between(10_000, 150_000) / 100
    case 'loan':
      return random.between(800_000, 4_000_000) / 100
    case 'investment':
      return random.between(500_000, 6_000_000) / 100
    default:
      return 0
  }
}

/** An account of a custom user as a pretend bank keeps it; its opening balance is the one it has when the Item is made. */
export function planFor(
  institution: Institution,
  override: OverrideAccount,
  index: number,
  seed: string,
): AccountPlan & { currency: Currency } {
  const { meta, transactions, inflow_model, force_available_balance } = override
  const key = customKey(index)
  const code = override.currency ?? institution.isoCurrency ?? institution.unofficialCurrency ?? 'USD'
  const own = (transactions ?? []).filter(({ currency }) => (currency ?? code) === code)
  const balance = override.starting_balance ?? usualBalance(override, seed, key)
  const amounts = [
    balance,
    force_available_balance ?? 0,
    meta?.limit ?? 0,
    inflow_model?.income_amount ?? 0,
    ...own.map(({ amount }) => amount),
  ]
  const currency = currencyFor(code, amounts)
  const type = types[override.type]
  const subtype = subtypeOf(override)
  const name = meta?.name || `${subtype.charAt(0).toUpperCase()}${subtype.slice(1)}`
  const digits = override.numbers?.account?.replace(/[^A-Za-z0-9]/g, '').slice(-4) ?? ''
  const usualMask = digits.length >= 2 ? digits : String(randomFor(seed, key, 'mask').between(1000, 9999))
  return {
    key,
    role: roleOf(type, subtype),
    name,
    officialName: meta?.official_name || name,
    mask: meta?.mask ?? usualMask,
    type,
    subtype,
    openingMinor: toMinor(balance, currency),
    limitMinor: typeof meta?.limit === 'number' ? toMinor(meta.limit, currency) : null,
    currency,
    ...(override.has_null_available_balance === true
      ? { available: { minor: null } }
      : typeof force_available_balance === 'number'
        ? { available: { minor: toMinor(force_available_balance, currency) } }
        : {}),
  }
}
