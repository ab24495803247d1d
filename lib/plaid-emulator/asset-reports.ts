import type * as plaid from 'plaid'
import { z } from 'zod'
import type { Context } from './context'
import { dayMs, dayNumber, dayOf, timestamp } from './day'
import { itemSchema } from './documents'
import { failure, type PlaidFailure } from './errors'
import { hashToken } from './ids'
import { itemSeed } from './item-seed'
import { itemState } from './items'
import type { Wire, WireTransaction } from './wire'
import { toAmount } from './world/amount'
import { isDebt } from './world/books'
import { buildHistory, type History } from './world/history'
import type { AccountPlan } from './world/institution'
import { holdingsOf, investmentTransactionsOf } from './world/products/investments'
import { ownersOf } from './world/products/owners'
import { portfolioMinor } from './world/products/portfolio'
import { currencyOf, type Viewed, wireAccounts } from './world/products/viewed'
import { toWireTransaction } from './world/render'

const userSchema = z.strictObject({
  client_user_id: z.string().nullish(),
  first_name: z.string().nullish(),
  middle_name: z.string().nullish(),
  last_name: z.string().nullish(),
  ssn: z.string().nullish(),
  phone_number: z.string().nullish(),
  email: z.string().nullish(),
} satisfies { [Key in keyof Required<plaid.AssetReportUser>]: z.ZodType })

/** What a report is made from: the Items as they were when it was asked for. Moments in the emulator's milliseconds. */
export const assetReportSchema = z.object({
  reportId: z.string(),
  clientId: z.string(),
  clientReportId: z.string().nullable(),
  daysRequested: z.number().int(),
  user: userSchema,
  webhook: z.string().nullable(),
  withInvestments: z.boolean(),
  items: z.array(itemSchema),
  createdAt: z.number(),
  readyAt: z.number(),
  isAnnounced: z.boolean(),
})
export type AssetReportDocument = z.infer<typeof assetReportSchema>
export const assetReportUserSchema = userSchema

const reportsPrefix = 'asset-report/'

/** The key that a report is stored under: by its token's hash. */
export const assetReportKey = (token: string) => `${reportsPrefix}${hashToken(token)}`

/** The longest that a report reaches back, in days. */
export const maximumReportDays = 731

/** The failure of a call with the token of no report, of a removed one, or of another client's. */
export const unknownReport = (): PlaidFailure =>
  failure('INVALID_INPUT', 'INVALID_ASSET_REPORT_TOKEN', 'could not find matching asset report token')

/** The webhook that says that a report can be fetched. */
export const reportReady = (reportId: string): Wire<plaid.AssetsProductReadyWebhook> => ({
  webhook_type: 'ASSETS',
  webhook_code: 'PRODUCT_READY',
  asset_report_id: reportId,
  report_type: 'FULL',
  environment: 'sandbox',
})

/** Tells of the reports that have become ready, each once. */
export async function announceReports(context: Context): Promise<void> {
  const now = await context.now()
  for (const { key, value: stored, version } of await context.store.list(reportsPrefix)) {
    // Most have been told of long ago, and are not looked into any further.
    if (Reflect.get(Object(stored), 'isAnnounced') === true) continue
    const value = assetReportSchema.parse(stored)
    if (value.readyAt > now) continue
    const isOurs = await context.store.write([
      { key, value: { ...value, isAnnounced: true }, expected: version },
    ])
    if (!isOurs || value.webhook === null) continue
    context.deliver({
      url: value.webhook,
      body: reportReady(value.reportId),
      itemId: value.items[0]?.itemId ?? '',
      code: 'PRODUCT_READY',
    })
  }
}

type AccountAssets = Wire<plaid.AccountAssets>

function toReportTransaction(row: WireTransaction): Wire<plaid.AssetReportTransaction> {
  return {
    account_id: row.account_id,
    amount: row.amount,
    iso_currency_code: row.iso_currency_code,
    unofficial_currency_code: row.unofficial_currency_code,
    original_description: row.original_description ?? null,
    category: row.category ?? null,
    category_id: row.category_id ?? null,
    credit_category: null,
    check_number: row.check_number ?? null,
    date: row.date,
    date_transacted: row.authorized_date,
    location: row.location,
    name: row.name,
    merchant_name: row.merchant_name ?? null,
    payment_meta: row.payment_meta,
    pending: row.pending,
    pending_transaction_id: row.pending_transaction_id,
    account_owner: row.account_owner,
    transaction_id: row.transaction_id,
    transaction_type: row.transaction_type ?? 'unresolved',
  }
}

/** The rows of one account from a day on, newest first, as a bank with nothing to hide would show them. */
function transactionsOf(
  viewed: Viewed,
  told: History,
  plan: AccountPlan,
  since: string,
): Wire<plaid.AssetReportTransaction>[] {
  return told
    .delta(null, viewed.position, plan.key)
    .added.slice()
    .flatMap(({ entry, after }) =>
      after === null
        ? []
        : [
            toWireTransaction(entry, after, {
              itemId: itemSeed(viewed.item),
              institution: viewed.institution,
              categoryVersion: 'v2',
              includeOriginalDescription: true,
            }),
          ],
    )
    .filter(({ date }) => date >= since)
    .map(toReportTransaction)
}

/** What an account held or owed at the end of each of the last days, newest first. */
function balancesOf(
  viewed: Viewed,
  told: History,
  plan: AccountPlan,
  days: number,
): { date: string; current: number }[] {
  const { institution, history, position } = viewed
  const { decimals } = currencyOf(institution, plan)
  const today = dayNumber(position.t)
  const moved = new Map<number, number>()
  for (const { entry, after } of told.delta(null, position, plan.key).added.slice()) {
    const { postedMinor } = entry.entry
    if (after === null || after === 'pending') continue
    const day = dayNumber(entry.settledAt)
    moved.set(day, (moved.get(day) ?? 0) + (isDebt(plan) ? postedMinor : 0 - postedMinor))
  }
  let minor = history.totals(position).get(plan.key)?.current ?? plan.openingMinor
  return Array.from({ length: days }, (_, index) => {
    const day = today - index
    const end = Math.min(position.t, (day + 1) * dayMs - 1)
    const current = portfolioMinor(institution.id, plan, end) ?? minor
    minor -= moved.get(day) ?? 0
    return { date: dayOf(day * dayMs), current: toAmount(current, decimals) }
  })
}

function investmentsOf(viewed: Viewed, plan: AccountPlan, since: string): Wire<plaid.AssetReportInvestments> {
  const { rows, securities } = holdingsOf(viewed, [plan])
  const trades = investmentTransactionsOf(viewed, [plan], since, dayOf(viewed.position.t))
  const named = [...securities, ...trades.securitiesOf(trades.rows)]
  const known = new Map(named.map((security) => [security.security_id, security]))
  return {
    holdings: rows.map((holding) => ({
      account_id: holding.account_id,
      security_id: holding.security_id,
      ticker_symbol: known.get(holding.security_id)?.ticker_symbol ?? null,
      institution_price: holding.institution_price,
      institution_price_as_of: holding.institution_price_as_of ?? null,
      institution_value: holding.institution_value,
      cost_basis: holding.cost_basis,
      quantity: holding.quantity,
      iso_currency_code: holding.iso_currency_code,
      unofficial_currency_code: holding.unofficial_currency_code,
    })),
    securities: [...known.values()].map(({ security_id, name, ticker_symbol, type }) => ({
      security_id,
      name,
      ticker_symbol,
      type,
    })),
    transactions: trades.rows.map((row) => ({
      investment_transaction_id: row.investment_transaction_id,
      account_id: row.account_id,
      security_id: row.security_id,
      date: row.date,
      name: row.name,
      quantity: row.quantity,
      vested_quantity: row.quantity,
      vested_value: row.amount,
      amount: row.amount,
      price: row.price,
      fees: row.fees,
      type: row.type,
      subtype: row.subtype,
      iso_currency_code: row.iso_currency_code,
      unofficial_currency_code: row.unofficial_currency_code,
    })),
  }
}

/** The report as its asker gets it, reaching back no further than so many days. The same each time. */
export function toWireReport(
  context: Context,
  report: AssetReportDocument,
  daysToInclude: number,
): Wire<plaid.AssetReport> {
  return {
    asset_report_id: report.reportId,
    client_report_id: report.clientReportId,
    date_generated: timestamp(report.readyAt),
    days_requested: report.daysRequested,
    user: {
      client_user_id: report.user.client_user_id ?? null,
      first_name: report.user.first_name ?? null,
      middle_name: report.user.middle_name ?? null,
      last_name: report.user.last_name ?? null,
      ssn: report.user.ssn ?? null,
      phone_number: report.user.phone_number ?? null,
      email: report.user.email ?? null,
    },
    items: report.items.map((item) => {
      const state = itemState(context, item, report.createdAt)
      const { world, position, institution, history } = state
      const shared = new Set(history.sharedAccounts(position))
      const plans = world.accounts.filter(({ key }) => shared.has(key))
      const days = Math.min(report.daysRequested, daysToInclude)
      const since = dayOf((dayNumber(position.t) - days) * dayMs)
      // A report looks at the whole history, whatever has been asked of Transactions.
      const subject = {
        ...item,
        startedAt: item.createdAt - context.delays.historicalMs,
        daysRequested: maximumReportDays,
      }
      const told = buildHistory(world, subject, context.delays, report.createdAt)
      return {
        item_id: item.itemId,
        institution_name: institution.name,
        institution_id: institution.id,
        date_last_updated: timestamp(position.t),
        accounts: wireAccounts(state, plans).map((account, index): AccountAssets => {
          const plan = plans[index]
          const { iso_currency_code, unofficial_currency_code } = account.balances
          return {
            account_id: account.account_id,
            balances: { ...account.balances, margin_loan_amount: null },
            mask: account.mask,
            name: account.name,
            official_name: account.official_name,
            type: account.type,
            subtype: account.subtype,
            days_available: days,
            transactions: plan === undefined ? [] : transactionsOf(state, told, plan, since),
            ...(report.withInvestments && plan?.type === 'investment'
              ? { investments: investmentsOf(state, plan, since) }
              : {}),
            owners: plan === undefined ? [] : ownersOf(state, plan.key),
            ownership_type: 'individual',
            historical_balances:
              plan === undefined
                ? []
                : balancesOf(state, told, plan, days).map((balance) => ({
                    ...balance,
                    iso_currency_code,
                    unofficial_currency_code,
                  })),
          }
        }),
      }
    }),
  }
}
