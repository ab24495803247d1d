import type * as plaid from 'plaid'
import { z } from 'zod'

/** A schema for one of the SDK's sets of subtypes: the table must name every one of them. */
function subtypes<Subtype extends string>(table: Record<Subtype, true>) {
  const isSubtype = (value: unknown): value is Subtype =>
    typeof value === 'string' && Object.hasOwn(table, value)
  return z.array(z.custom<Subtype>(isSubtype, { error: 'is not a subtype of accounts of this type' })).min(1)
}

const depository = subtypes<`${plaid.DepositoryAccountSubtype}`>({
  checking: true,
  savings: true,
  hsa: true,
  cd: true,
  'money market': true,
  paypal: true,
  prepaid: true,
  'cash management': true,
  ebt: true,
  'limited purpose checking': true,
  all: true,
})

const credit = subtypes<`${plaid.CreditAccountSubtype}`>({
  'charge card': true,
  'credit card': true,
  paypal: true,
  all: true,
})

const loan = subtypes<`${plaid.LoanAccountSubtype}`>({
  auto: true,
  business: true,
  commercial: true,
  'commercial line of credit': true,
  construction: true,
  consumer: true,
  'home equity': true,
  'home equity loan': true,
  installment: true,
  loan: true,
  mortgage: true,
  overdraft: true,
  'line of credit': true,
  student: true,
  other: true,
  all: true,
})

const investment = subtypes<`${plaid.InvestmentAccountSubtype}`>({
  '529': true,
  '401a': true,
  '401k': true,
  '403B': true,
  '457b': true,
  brokerage: true,
  'cash isa': true,
  'crypto exchange': true,
  'education savings account': true,
  fhsa: true,
  'fixed annuity': true,
  gic: true,
  'health reimbursement arrangement': true,
  hsa: true,
  ira: true,
  isa: true,
  keogh: true,
  lif: true,
  'life insurance': true,
  'line of credit': true,
  lira: true,
  lrif: true,
  lrsp: true,
  'mutual fund': true,
  'non-custodial wallet': true,
  'non-taxable brokerage account': true,
  other: true,
  'other annuity': true,
  'other insurance': true,
  pension: true,
  'prediction market': true,
  prif: true,
  'profit sharing plan': true,
  qshr: true,
  rdsp: true,
  resp: true,
  retirement: true,
  rlif: true,
  roth: true,
  'roth 401k': true,
  'roth 403B': true,
  'roth 457b': true,
  'roth pension': true,
  'roth profit sharing plan': true,
  'roth thrift savings plan': true,
  rrif: true,
  rrsp: true,
  sarsep: true,
  'sep ira': true,
  'simple ira': true,
  sipp: true,
  'stock plan': true,
  'thrift savings plan': true,
  tfsa: true,
  trust: true,
  ugma: true,
  utma: true,
  'variable annuity': true,
  all: true,
})

const other = subtypes<`${plaid.OtherAccountSubtype}`>({
  other: true,
  all: true,
})

/** Which accounts Link may offer: by type, the subtypes. A type that is not named offers none. */
export const accountFiltersSchema = z.strictObject({
  depository: z
    .strictObject({
      account_subtypes: depository,
      limited_purpose_types: z.array(z.literal('RENT_MORTGAGE')).optional(),
    })
    .optional(),
  credit: z.strictObject({ account_subtypes: credit }).optional(),
  loan: z.strictObject({ account_subtypes: loan }).optional(),
  investment: z.strictObject({ account_subtypes: investment }).optional(),
  other: z.strictObject({ account_subtypes: other }).optional(),
})
export type AccountFilters = z.infer<typeof accountFiltersSchema>

/** Does an account pass the filters? All do where there are none. */
export function passesFilters(
  filters: AccountFilters | null,
  account: { type: string; subtype: string },
): boolean {
  if (filters === null) return true
  const filter = Object.entries(filters).find(([type]) => type === account.type)?.[1]
  const allowed: readonly string[] = filter?.account_subtypes ?? []
  return allowed.includes('all') || allowed.includes(account.subtype)
}
