import { randomUUID } from 'node:crypto'
import type * as plaid from 'plaid'
import { z } from 'zod'
import {
  type AssetReportDocument,
  announceReports,
  assetReportKey,
  assetReportSchema,
  assetReportUserSchema,
  maximumReportDays,
  toWireReport,
  unknownReport,
} from '../asset-reports'
import { type Context, findDocument } from '../context'
import type { ItemDocument } from '../documents'
import { failure, PlaidFailure } from '../errors'
import { freshToken } from '../ids'
import { productState } from '../products'
import { type Fields, ignored, request, text, url } from '../requests'
import { type Caller, type Route, route } from '../route'

const createRequest = request({
  access_tokens: z.array(text).max(99).optional(),
  days_requested: z.number().int().min(0).max(maximumReportDays),
  options: z
    .strictObject({
      client_report_id: z.string().nullish(),
      webhook: url.nullish(),
      include_fast_report: z.boolean().nullish(),
      products: z.array(text).optional(),
      add_ons: z.array(z.enum(['investments', 'fast_assets'])).optional(),
      user: assetReportUserSchema.optional(),
      require_all_items: z.boolean().nullish(),
    } satisfies Fields<plaid.AssetReportCreateRequestOptions>)
    .optional(),
})

const getRequest = request({
  asset_report_token: text.optional(),
  user_token: ignored,
  include_insights: z.boolean().optional(),
  fast_report: z.boolean().optional(),
  options: z
    .strictObject({ days_to_include: z.number().int().min(0).max(maximumReportDays).nullish() })
    .optional(),
})

const removeRequest = request({ asset_report_token: text })

/** The SDK lets some fields be left out for products that the emulator lacks. */
const missing = (field: string) =>
  failure('INVALID_REQUEST', 'MISSING_FIELDS', `the following required fields are missing: ${field}`)

/** The report of this client's that a token opens, with its version. */
async function findReport(
  context: Context,
  { clientId }: Caller,
  token: string,
): Promise<{ value: AssetReportDocument; version: number }> {
  const stored = await findDocument(context.store, assetReportKey(token), assetReportSchema)
  if (stored === null || stored.value.clientId !== clientId) throw unknownReport()
  return stored
}

const create = route<plaid.AssetReportCreateRequest, plaid.AssetReportCreateResponse>()(
  '/asset_report/create',
  createRequest,
  async (context, { access_tokens = [], days_requested, options }, caller) => {
    if (access_tokens.length === 0) throw missing('access_tokens')
    const items: ItemDocument[] = []
    let refused: PlaidFailure | null = null
    for (const token of new Set(access_tokens)) {
      try {
        items.push((await productState(context, caller, token, 'assets')).item)
      } catch (error) {
        if (!(error instanceof PlaidFailure) || options?.require_all_items !== false) throw error
        refused = error
      }
    }
    if (items.length === 0 && refused !== null) throw refused
    const now = await context.now()
    const token = freshToken('assets')
    const report: AssetReportDocument = {
      reportId: randomUUID(),
      clientId: caller.clientId,
      clientReportId: options?.client_report_id ?? null,
      daysRequested: days_requested,
      user: options?.user ?? {},
      webhook: options?.webhook ?? null,
      withInvestments: options?.add_ons?.includes('investments') ?? false,
      items,
      createdAt: now,
      readyAt: now + context.delays.historicalMs,
      isAnnounced: false,
    }
    await context.store.write([{ key: assetReportKey(token), value: report, expected: 0 }])
    return { asset_report_token: token, asset_report_id: report.reportId }
  },
)

const get = route<plaid.AssetReportGetRequest, plaid.AssetReportGetResponse>()(
  '/asset_report/get',
  getRequest,
  async (context, { asset_report_token, options }, caller) => {
    if (asset_report_token === undefined) throw missing('asset_report_token')
    const { value } = await findReport(context, caller, asset_report_token)
    if ((await context.now()) < value.readyAt) {
      throw failure(
        'ASSET_REPORT_ERROR',
        'PRODUCT_NOT_READY',
        'the requested product is not yet ready. please provide a webhook or try the request again later',
      )
    }
    await announceReports(context)
    return {
      report: toWireReport(context, value, options?.days_to_include ?? maximumReportDays),
      warnings: [],
    }
  },
)

const remove = route<plaid.AssetReportRemoveRequest, plaid.AssetReportRemoveResponse>()(
  '/asset_report/remove',
  removeRequest,
  async (context, { asset_report_token }, caller) => {
    const { version } = await findReport(context, caller, asset_report_token)
    const key = assetReportKey(asset_report_token)
    if (!(await context.store.write([{ key, value: null, expected: version }]))) throw unknownReport()
    return { removed: true }
  },
)

/** Plaid's paths about asset reports. */
export const assetsRoutes: Route[] = [create, get, remove]
