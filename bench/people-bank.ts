import type { AddressInfo } from 'node:net'
import type * as plaid from 'plaid'
import { z } from 'zod'
import { serve } from '@/lib/plaid-emulator/node-http'
import { freshSigningKey, verificationToken } from '@/lib/plaid-emulator/signing-keys'
import type { Wire, WireAccount, WireTransaction } from '@/lib/plaid-emulator/wire'
import { accessTokenOf } from './people-world'

/** A login at the bank, with its accounts. */
export interface BankLogin {
  plaidItemId: string
  accounts: {
    id: string
    name: string
    mask: string
    type: WireAccount['type']
    subtype: WireAccount['subtype']
    currency: string
    current: number
  }[]
}

/**
 * A bank with thousands of logins that takes next to nothing itself: it knows what a sync asks for and no more, so
 * that what is measured is Evenkeel and not the emulator.
 */
export interface PeopleBank {
  url: string
  /** Where it says that webhooks go. */
  webhookUrl: string
  /** How many transactions it knows, and about how many of them nothing is left to do. */
  readonly workedOff: number
  readonly arrived: number
  /** Something new at a login. @returns the body and the signature of the webhook that tells of it. */
  arrive(plaidItemId: string): { body: string; verification: string }
  close(): Promise<void>
}

interface Books extends BankLogin {
  arrived: number
  told: number
  /** How many had been told when it was last asked for payments that come again, which is after a sync. */
  followed: number
}

const asked = z.object({ access_token: z.string().optional(), cursor: z.string().optional() })
const WEBHOOK_URL = 'http://127.0.0.1:9/api/plaid/webhook'

/** Starts one. @param today the day of what is new. */
export async function peopleBank(logins: readonly BankLogin[], today: string): Promise<PeopleBank> {
  const key = freshSigningKey(Date.now())
  const byItem = new Map<string, Books>(
    logins.map((login) => [login.plaidItemId, { ...login, arrived: 0, told: 0, followed: 0 }]),
  )
  const byToken = new Map([...byItem.values()].map((books) => [accessTokenOf(books.plaidItemId), books]))
  const sum = (count: (books: Books) => number) =>
    [...byItem.values()].reduce((total, books) => total + count(books), 0)

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    const { access_token, cursor } = asked.parse(request.method === 'POST' ? await request.json() : {})
    const request_id = 'bench'
    if (pathname === '/webhook_verification_key/get') {
      const { kid, x, y, createdAt: created_at } = key
      const jwk = {
        alg: 'ES256',
        crv: 'P-256',
        kty: 'EC',
        use: 'sig',
        kid,
        x,
        y,
        created_at,
        expired_at: null,
      }
      return Response.json({ key: jwk, request_id })
    }
    const books = byToken.get(access_token ?? '')
    if (!books)
      return Response.json({ error_type: 'INVALID_REQUEST', error_code: 'NOT_FOUND' }, { status: 404 })
    switch (pathname) {
      case '/item/get':
        return Response.json({ item: toItem(books), status: null, request_id })
      case '/accounts/get':
        return Response.json({ accounts: books.accounts.map(toAccount), item: toItem(books), request_id })
      case '/transactions/sync':
        return Response.json(syncAnswer(books, cursor ?? '', today))
      case '/transactions/recurring/get': {
        const updated_datetime = `${today}T00:00:00Z`
        books.followed = books.told
        return Response.json({ inflow_streams: [], outflow_streams: [], updated_datetime, request_id })
      }
      default:
        throw new Error(`The bank was asked for ${pathname}`)
    }
  }

  const server = serve(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port }: AddressInfo = Object(server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    webhookUrl: WEBHOOK_URL,
    get workedOff() {
      return sum(({ followed }) => followed)
    },
    get arrived() {
      return sum(({ arrived }) => arrived)
    },
    arrive(plaidItemId) {
      const books = byItem.get(plaidItemId)
      if (!books) throw new Error(`There is no login ${plaidItemId}`)
      books.arrived += 1
      const body = JSON.stringify({
        webhook_type: 'TRANSACTIONS',
        webhook_code: 'SYNC_UPDATES_AVAILABLE',
        item_id: plaidItemId,
        initial_update_complete: true,
        historical_update_complete: true,
        environment: 'sandbox',
      } satisfies Wire<plaid.SyncUpdatesAvailableWebhook>)
      return { body, verification: verificationToken(key, body, Date.now()) }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function toItem({ plaidItemId }: BankLogin): Partial<Wire<plaid.Item>> {
  return {
    item_id: plaidItemId,
    institution_id: 'ins_bench',
    institution_name: 'Bench Bank',
    webhook: WEBHOOK_URL,
    error: null,
    available_products: [],
    billed_products: ['transactions'],
    products: ['transactions'],
    consent_expiration_time: null,
  }
}

function toAccount({
  id,
  name,
  mask,
  type,
  subtype,
  currency,
  current,
}: BankLogin['accounts'][number]): WireAccount {
  return {
    account_id: id,
    name,
    official_name: null,
    mask,
    type,
    subtype,
    balances: {
      // What is owed comes as a positive number.
      current: type === 'credit' ? -current : current,
      available: null,
      limit: null,
      iso_currency_code: currency,
      unofficial_currency_code: null,
    },
  }
}

/** Everything after the cursor: so many rows as have arrived since. */
function syncAnswer(books: Books, cursor: string, today: string): Wire<plaid.TransactionsSyncResponse> {
  const from = Number(/^cursor-(\d+)$/.exec(cursor)?.[1] ?? 0)
  const [account] = books.accounts
  const places = Array.from({ length: books.arrived - from }, (_, place) => from + place)
  books.told = Math.max(books.told, books.arrived)
  return {
    transactions_update_status: 'HISTORICAL_UPDATE_COMPLETE',
    accounts: books.accounts.slice(0, 1).map(toAccount),
    added: account ? places.map((place) => toTransaction(books.plaidItemId, account, place, today)) : [],
    modified: [],
    removed: [],
    next_cursor: `cursor-${books.arrived}`,
    has_more: false,
    request_id: 'bench',
  }
}

function toTransaction(
  plaidItemId: string,
  { id, currency }: BankLogin['accounts'][number],
  place: number,
  today: string,
): WireTransaction {
  return {
    transaction_id: `news-${plaidItemId}-${place}`,
    account_id: id,
    amount: 4.5 + place,
    iso_currency_code: currency,
    unofficial_currency_code: null,
    date: today,
    datetime: null,
    authorized_date: today,
    authorized_datetime: null,
    name: `CORNER CAFE ${place}`,
    merchant_name: 'Corner Café',
    pending: false,
    pending_transaction_id: null,
    account_owner: null,
    transaction_code: null,
    payment_channel: 'in store',
    personal_finance_category: {
      primary: 'FOOD_AND_DRINK',
      detailed: 'FOOD_AND_DRINK_COFFEE',
      confidence_level: 'HIGH',
    },
    location: {
      address: null,
      city: null,
      region: null,
      postal_code: null,
      country: null,
      lat: null,
      lon: null,
      store_number: null,
    },
    payment_meta: {
      by_order_of: null,
      payee: null,
      payer: null,
      payment_method: null,
      payment_processor: null,
      ppd_id: null,
      reason: null,
      reference_number: null,
    },
  }
}
