import type * as plaid from 'plaid'
import { z } from 'zod'
import type { Context } from '../context'
import { failure } from '../errors'
import { freshToken, randomLetters } from '../ids'
import { accountKeyOf } from '../items'
import { accessToken, request, text } from '../requests'
import { type Caller, type Route, route } from '../route'
import { healthyState } from './accounts'

type Processor = `${plaid.ProcessorTokenCreateRequestProcessorEnum}`

/** Plaid's partners, so that a request naming another one can be told so. */
const processorTable: Record<Processor, true> = {
  dwolla: true,
  galileo: true,
  modern_treasury: true,
  ocrolus: true,
  vesta: true,
  drivewealth: true,
  vopay: true,
  achq: true,
  check: true,
  checkbook: true,
  circle: true,
  sila_money: true,
  rize: true,
  svb_api: true,
  unit: true,
  wyre: true,
  lithic: true,
  alpaca: true,
  astra: true,
  moov: true,
  treasury_prime: true,
  marqeta: true,
  checkout: true,
  solid: true,
  highnote: true,
  gemini: true,
  apex_clearing: true,
  gusto: true,
  adyen: true,
  atomic: true,
  i2c: true,
  wepay: true,
  riskified: true,
  utb: true,
  adp_roll: true,
  fortress_trust: true,
  bond: true,
  bakkt: true,
  teal: true,
  zero_hash: true,
  taba_pay: true,
  knot: true,
  sardine: true,
  alloy: true,
  finix: true,
  nuvei: true,
  layer: true,
  boom: true,
  seamlessach: true,
  stake: true,
  wedbush: true,
  esusu: true,
  ansa: true,
  scribeup: true,
  straddle: true,
  loanpro: true,
  bloom_credit: true,
  sfox: true,
  brale: true,
  parafin: true,
  cardless: true,
  open_ledger: true,
  valon: true,
  gainbridge: true,
  cardlytics: true,
  pinwheel: true,
  thread_bank: true,
  array: true,
  fiant: true,
  oatfi: true,
  curinos: true,
  frame: true,
  interchecks: true,
  interchange: true,
  atomicfi: true,
  pay: true,
  natural: true,
  kanmon: true,
  kick: true,
  increase: true,
  airwallex: true,
  cybrid: true,
  bizcap: true,
  webull: true,
  kikoff_enterprise: true,
}

const processor = z.custom<Processor>(
  (value) => typeof value === 'string' && Object.hasOwn(processorTable, value),
)

const account = { ...accessToken, account_id: text }
const tokenRequest = request({ ...account, processor })
const stripeRequest = request(account)

/** Fails unless the account is one that the person shares, and money can be moved from it. */
async function requireAccount(
  context: Context,
  caller: Caller,
  access_token: string,
  accountId: string,
  type: 'any' | 'depository',
): Promise<void> {
  const state = await healthyState(context, caller, access_token)
  const key = accountKeyOf(state, accountId)
  const plan = state.world.accounts.find((one) => one.key === key)
  if (type === 'depository' && plan?.type !== 'depository') {
    throw failure(
      'INVALID_INPUT',
      'INVALID_ACCOUNT_ID',
      'the account is not a checking, savings or cash management account',
    )
  }
}

const createToken = route<plaid.ProcessorTokenCreateRequest, plaid.ProcessorTokenCreateResponse>()(
  '/processor/token/create',
  tokenRequest,
  async (context, { access_token, account_id }, caller) => {
    await requireAccount(context, caller, access_token, account_id, 'any')
    return { processor_token: freshToken('processor') }
  },
)

const createStripeToken = route<
  plaid.ProcessorStripeBankAccountTokenCreateRequest,
  plaid.ProcessorStripeBankAccountTokenCreateResponse
>()(
  '/processor/stripe/bank_account_token/create',
  stripeRequest,
  async (context, { access_token, account_id }, caller) => {
    await requireAccount(context, caller, access_token, account_id, 'depository')
    return { stripe_bank_account_token: `btok_${randomLetters(24)}` }
  },
)

/** Plaid's paths about tokens that are handed on to its partners. */
export const processorRoutes: Route[] = [createToken, createStripeToken]
