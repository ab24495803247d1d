import type * as plaid from 'plaid'
import type { OverrideAccount } from '../../custom-user'
import { dateParts, dayNumber, firstDayOfYear } from '../../day'
import { randomFor } from '../../random'
import type { Wire } from '../../wire'
import { toAmount } from '../amount'
import type { Entry } from '../entry'
import type { AccountPlan } from '../institution'
import { installmentMinor, loanTerms } from '../loans'
import { ownerOf } from './owners'
import { dayIn, dayText, lastOn, monthsFrom, nextOn, owedBefore, paymentsLeft } from './schedule'
import { currencyOf, idOf, minorAtEndOf, type Viewed } from './viewed'

export type WireLiabilities = Wire<plaid.LiabilitiesObject>
type Credit = Wire<plaid.CreditCardLiability>
type Student = Wire<plaid.StudentLoan>

/** The day of the month that card statements are issued on, and the one that they are paid on. */
const statementOn = 12
const cardDueOn = 6

/** What the books say about a debt in the viewed state. Money in minor units; days are day numbers. */
interface Debt {
  today: number
  owedMinor: number
  lastPayment: { minor: number; day: number } | null
  paidThisYearMinor: number
  interestThisYearMinor: number
}

function debtOf(viewed: Viewed, plan: AccountPlan): Debt {
  const { world, position } = viewed
  const today = dayNumber(position.t)
  const yearStart = firstDayOfYear(dateParts(today).year)
  const debt: Debt = {
    today,
    owedMinor: minorAtEndOf(viewed, plan, today),
    lastPayment: null,
    paidThisYearMinor: 0,
    interestThisYearMinor: 0,
  }
  const isPayment = ({ postedMinor, purpose }: Entry) =>
    postedMinor < 0 && (plan.type === 'loan' || purpose.category.startsWith('LOAN_PAYMENTS'))
  const isInterest = ({ purpose }: Entry) => purpose.category === 'BANK_FEES_INTEREST_CHARGE'
  const oldest = Math.min(yearStart, today - 400)
  for (let index = world.entries.length - 1; index >= 0; index -= 1) {
    const entry = world.entries[index]
    if (entry === undefined) continue
    const day = dayNumber(entry.settlesAt)
    if (day < oldest - 31) break
    if (entry.account !== plan.key || entry.settlesAt > position.t || entry.fate === 'vanishes') continue
    if (isPayment(entry)) {
      if (debt.lastPayment === null || day > debt.lastPayment.day)
        debt.lastPayment = { minor: 0 - entry.postedMinor, day }
      if (day >= yearStart) debt.paidThisYearMinor -= entry.postedMinor
    }
    if (isInterest(entry) && day >= yearStart) debt.interestThisYearMinor += entry.postedMinor
  }
  return debt
}

type CustomDebt = NonNullable<OverrideAccount['liability']>

const customDebt = (viewed: Viewed, plan: AccountPlan): CustomDebt =>
  viewed.world.customAccounts.get(plan.key)?.liability ?? {}

/** The yearly rate of a card's purchases in per cent: the one that its name tells, or one of the bank's. */
function purchaseApr(plan: AccountPlan, institutionId: string): number {
  const told = /(\d+(?:\.\d+)?)% APR/.exec(plan.officialName)
  return told?.[1] === undefined ? randomFor('apr', institutionId).between(1799, 2499) / 100 : Number(told[1])
}

function creditOf(viewed: Viewed, plan: AccountPlan): Credit {
  const custom = customDebt(viewed, plan)
  const debt = debtOf(viewed, plan)
  const { decimals } = currencyOf(viewed.institution, plan)
  const amount = (minor: number) => toAmount(minor, decimals)
  const statementDay = lastOn(debt.today - 1, statementOn)
  const statementMinor = Math.max(0, minorAtEndOf(viewed, plan, statementDay))
  const minimumMinor = Math.min(statementMinor, Math.max(3500, Math.round(statementMinor * 0.02)))
  const apr = custom.purchase_apr ?? purchaseApr(plan, viewed.institution.id)
  const aprs: Credit['aprs'] = [
    {
      apr_percentage: apr,
      apr_type: 'purchase_apr',
      balance_subject_to_apr: amount(statementMinor),
      interest_charge_amount: 0,
    },
    {
      apr_percentage: custom.balance_transfer_apr ?? apr,
      apr_type: 'balance_transfer_apr',
      balance_subject_to_apr: 0,
      interest_charge_amount: 0,
    },
    {
      apr_percentage: custom.cash_apr ?? Math.round((apr + 5) * 100) / 100,
      apr_type: 'cash_apr',
      balance_subject_to_apr: 0,
      interest_charge_amount: 0,
    },
  ]
  if (typeof custom.special_apr === 'number' && custom.special_apr > 0) {
    aprs.push({
      apr_percentage: custom.special_apr,
      apr_type: 'special',
      balance_subject_to_apr: 0,
      interest_charge_amount: 0,
    })
  }
  return {
    account_id: idOf(viewed, plan),
    aprs,
    is_overdue: custom.is_overdue ?? false,
    last_payment_amount:
      custom.last_payment_amount ?? (debt.lastPayment === null ? null : amount(debt.lastPayment.minor)),
    last_payment_date: debt.lastPayment === null ? null : dayText(debt.lastPayment.day),
    last_statement_issue_date: dayText(statementDay),
    last_statement_balance: amount(statementMinor),
    minimum_payment_amount: custom.minimum_payment_amount ?? amount(minimumMinor),
    next_payment_due_date: dayText(nextOn(debt.today, cardDueOn)),
  }
}

/** What a loan was and will be, told from its terms and from what is owed. Money in minor units. */
interface LoanCourse {
  debt: Debt
  rate: number
  paymentMinor: number
  nextDueDay: number
  originDay: number
  originMinor: number
  payoffDay: number | null
  months: number | null
}

function courseOf(viewed: Viewed, plan: AccountPlan, termInMonths: number): LoanCourse {
  const custom = customDebt(viewed, plan)
  const debt = debtOf(viewed, plan)
  const terms = loanTerms.find(({ role }) => role === plan.role)
  const rate = typeof custom.nominal_apr === 'number' ? custom.nominal_apr / 100 : (terms?.rate ?? 0.055)
  const usualMinor =
    terms === undefined
      ? Math.ceil(debt.owedMinor / 100)
      : installmentMinor(terms, viewed.world.household?.level ?? 100)
  const paymentMinor = Math.min(Math.max(0, debt.owedMinor), usualMinor)
  const nextDueDay = nextOn(debt.today, terms?.dueOn ?? 15)
  // The books open on a first of January; before that, each month brought the same payment.
  const opened = dayIn(
    viewed.world.household?.firstYear ?? dateParts(debt.today).year - 3,
    1,
    terms?.dueOn ?? 15,
  )
  const left = paymentsLeft(plan.openingMinor, usualMinor, rate)
  // What is left to pay when the books open says how old the loan then was.
  const ageInMonths = Math.max(1, termInMonths - (left ?? 0))
  const more = paymentsLeft(debt.owedMinor, usualMinor, rate)
  return {
    debt,
    rate,
    paymentMinor,
    nextDueDay,
    originDay: monthsFrom(opened, -ageInMonths),
    originMinor: owedBefore(plan.openingMinor, usualMinor, rate, ageInMonths),
    payoffDay: more === null ? null : monthsFrom(nextDueDay, Math.max(0, more - 1)),
    months: left === null ? null : left + ageInMonths,
  }
}

/** The number on a loan's papers: ten digits that end with its mask. */
const loanNumber = ({ world }: Viewed, { key, mask }: AccountPlan) =>
  `${randomFor(world.seed, key, 'number').between(100_000, 999_999)}${mask}`

function mortgageOf(viewed: Viewed, plan: AccountPlan): Wire<plaid.MortgageLiability> {
  const { debt, rate, paymentMinor, nextDueDay, originDay, originMinor, payoffDay, months } = courseOf(
    viewed,
    plan,
    360,
  )
  const { decimals } = currencyOf(viewed.institution, plan)
  const amount = (minor: number) => toAmount(minor, decimals)
  const home = ownerOf(viewed).addresses[0]?.data
  return {
    account_id: idOf(viewed, plan),
    account_number: loanNumber(viewed, plan),
    current_late_fee: 0,
    escrow_balance: amount(Math.round(paymentMinor * 2.05)),
    has_pmi: false,
    has_prepayment_penalty: false,
    interest_rate: { percentage: Math.round(rate * 10_000) / 100, type: 'fixed' },
    last_payment_amount: debt.lastPayment === null ? null : amount(debt.lastPayment.minor),
    last_payment_date: debt.lastPayment === null ? null : dayText(debt.lastPayment.day),
    loan_type_description: 'conventional',
    loan_term: months === null ? null : `${Math.max(1, Math.round(months / 12))} year`,
    maturity_date: payoffDay === null ? null : dayText(payoffDay),
    next_monthly_payment: amount(paymentMinor),
    next_payment_due_date: dayText(nextDueDay),
    origination_date: dayText(originDay),
    origination_principal_amount: amount(originMinor),
    past_due_amount: 0,
    property_address: {
      street: home?.street ?? null,
      city: home?.city ?? null,
      region: home?.region ?? null,
      postal_code: home?.postal_code ?? null,
      country: home?.country ?? null,
    },
    ytd_interest_paid: amount(debt.interestThisYearMinor),
    ytd_principal_paid: amount(debt.paidThisYearMinor - debt.interestThisYearMinor),
  }
}

const statuses: readonly Student['loan_status']['type'][] = [
  'cancelled',
  'charged off',
  'claim',
  'consolidated',
  'deferment',
  'delinquent',
  'discharged',
  'extension',
  'forbearance',
  'in grace',
  'in military',
  'in school',
  'not fully disbursed',
  'other',
  'paid in full',
  'refunded',
  'repayment',
  'transferred',
  'pending idr',
]

const plans: readonly Student['repayment_plan']['type'][] = [
  'extended graduated',
  'extended standard',
  'graduated',
  'income-contingent repayment',
  'income-based repayment',
  'income-sensitive repayment',
  'interest only',
  'other',
  'pay as you earn',
  'revised pay as you earn',
  'standard',
  'saving on a valuable education',
]

function studentOf(viewed: Viewed, plan: AccountPlan): Student {
  const custom = customDebt(viewed, plan)
  const course = courseOf(viewed, plan, 180)
  const { debt, rate, paymentMinor, nextDueDay, originDay, originMinor, payoffDay } = course
  const { decimals } = currencyOf(viewed.institution, plan)
  const amount = (minor: number) => toAmount(minor, decimals)
  const statementDay = lastOn(debt.today - 1, 22)
  const { dayOfMonth } = dateParts(debt.today)
  const accruedMinor = Math.round((Math.max(0, debt.owedMinor) * rate * (dayOfMonth - 1)) / 365)
  const servicer = custom.servicer_address?.data
  const origin = custom.origination_date ?? dayText(originDay)
  return {
    account_id: idOf(viewed, plan),
    account_number: loanNumber(viewed, plan),
    disbursement_dates: [origin],
    expected_payoff_date: custom.expected_payoff_date ?? (payoffDay === null ? null : dayText(payoffDay)),
    guarantor: custom.guarantor ?? 'DEPT OF ED',
    interest_rate_percentage: custom.nominal_apr ?? Math.round(rate * 10_000) / 100,
    is_overdue: custom.is_overdue ?? false,
    last_payment_amount:
      custom.last_payment_amount ?? (debt.lastPayment === null ? null : amount(debt.lastPayment.minor)),
    last_payment_date: debt.lastPayment === null ? null : dayText(debt.lastPayment.day),
    last_statement_balance: amount(minorAtEndOf(viewed, plan, statementDay)),
    last_statement_issue_date: dayText(statementDay),
    loan_name: custom.loan_name ?? plan.officialName,
    loan_status: {
      end_date: custom.loan_status?.end_date ?? (payoffDay === null ? null : dayText(payoffDay)),
      type: statuses.find((status) => status === custom.loan_status?.type) ?? 'repayment',
    },
    minimum_payment_amount: custom.minimum_payment_amount ?? amount(paymentMinor),
    next_payment_due_date: dayText(nextDueDay),
    origination_date: origin,
    origination_principal_amount: custom.principal ?? amount(originMinor),
    outstanding_interest_amount: amount(accruedMinor),
    payment_reference_number: custom.payment_reference_number ?? loanNumber(viewed, plan),
    pslf_status: {
      estimated_eligibility_date: custom.pslf_status?.estimated_eligibility_date ?? null,
      payments_made: custom.pslf_status?.payments_made ?? null,
      payments_remaining: custom.pslf_status?.payments_remaining ?? null,
    },
    repayment_plan: {
      description: custom.repayment_plan_description ?? 'Standard Repayment',
      type: plans.find((known) => known === custom.repayment_plan_type) ?? 'standard',
    },
    sequence_number: custom.sequence_number ?? '1',
    servicer_address: {
      street: servicer?.street ?? 'PO Box 4100',
      city: servicer?.city ?? 'Riverton',
      region: servicer?.region ?? 'NE',
      postal_code: servicer?.postal_code ?? '68500',
      country: servicer?.country ?? 'US',
    },
    ytd_interest_paid: amount(debt.interestThisYearMinor),
    ytd_principal_paid: amount(debt.paidThisYearMinor - debt.interestThisYearMinor),
  }
}

function carLoanOf(viewed: Viewed, plan: AccountPlan): Wire<plaid.LoanLiability> {
  const { debt, rate, paymentMinor, nextDueDay, originDay, originMinor, payoffDay, months } = courseOf(
    viewed,
    plan,
    72,
  )
  const { decimals } = currencyOf(viewed.institution, plan)
  const amount = (minor: number) => toAmount(minor, decimals)
  return {
    account_id: idOf(viewed, plan),
    account_number: loanNumber(viewed, plan),
    interest_rate: { percentage: Math.round(rate * 10_000) / 100, type: 'fixed' },
    principal_balance: amount(debt.owedMinor),
    origination_principal_amount: amount(originMinor),
    origination_date: dayText(originDay),
    loan_term_months: months,
    maturity_date: payoffDay === null ? null : dayText(payoffDay),
    payment_count: months,
    payment_frequency: 'monthly',
    next_payment_amount: amount(paymentMinor),
    next_payment_due_date: dayText(nextDueDay),
    last_payment_amount: debt.lastPayment === null ? null : amount(debt.lastPayment.minor),
    last_payment_date: debt.lastPayment === null ? null : dayText(debt.lastPayment.day),
    payoff_amount: amount(debt.owedMinor),
    ytd_interest_paid: amount(debt.interestThisYearMinor),
    compounding_period: 'monthly',
  }
}

/** What is owed on the accounts in the viewed state and how it is paid back; null for a kind that none of them is. */
export function liabilitiesOf(viewed: Viewed, accounts: readonly AccountPlan[]): WireLiabilities {
  const of = (...subtypes: AccountPlan['subtype'][]) =>
    accounts.filter(({ subtype }) => subtypes.includes(subtype))
  const some = <Row>(rows: Row[]) => (rows.length === 0 ? null : rows)
  return {
    credit: some(of('credit card', 'paypal').map((plan) => creditOf(viewed, plan))),
    mortgage: some(of('mortgage').map((plan) => mortgageOf(viewed, plan))),
    student: some(of('student').map((plan) => studentOf(viewed, plan))),
    loan: some(of('auto').map((plan) => carLoanOf(viewed, plan))),
  }
}
