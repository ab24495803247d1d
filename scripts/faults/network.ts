import { z } from 'zod'
import { PlaidFailure } from '@/lib/plaid-emulator/errors'
import type { Random } from '@/lib/plaid-emulator/random'
import { badGateway, cutInHalf, failureOfStatus, truncated } from '@/lib/plaid-emulator/request-faults'
import { count, type Tally } from './tally'

/** How a call to the bank can go wrong; `cut_before` never reaches it, `cut_after` is answered into the void. */
const callFaults = [
  'rate_limited',
  'server_error',
  'bad_gateway',
  'cut_before',
  'cut_after',
  'cut_in_half',
  'malformed',
  'slow',
] as const
type CallFault = (typeof callFaults)[number]

const exchanged = z.object({ item_id: z.string(), access_token: z.string() })
const page = z.object({ next_cursor: z.string(), has_more: z.boolean() })
const json = { 'content-type': 'application/json' }

/** What lies between the app and the bank. */
export interface Network {
  /** With what probability a call goes wrong. */
  trouble: number
  /** With what probability the bank's data change between two pages. */
  mutation: number
  /** Carries a call of the app's. */
  carry(request: Request): Promise<Response>
  /** The access tokens that the bank has given out, by Item. */
  readonly tokens: ReadonlyMap<string, string>
}

/** Rows to a page: the app asks for as many as Plaid allows, and the bank gives fewer. */
export function createNetwork(options: {
  emulator: (request: Request) => Promise<Response>
  random: Random
  tally: Tally
  rowsToPage: number
  /** Changes something at the bank. */
  mutate: () => Promise<void>
  /** Lets time pass. */
  pass: (seconds: number) => Promise<void>
}): Network {
  const { emulator, random, tally } = options
  const tokens = new Map<string, string>()
  /** Cursors in the middle of a pagination. */
  const unfinished = new Set<string>()

  async function cutPages(request: Request): Promise<Request> {
    const body: unknown = await request.json()
    const asked = Object(body)
    if (unfinished.has(asked.cursor) && random.chance(network.mutation)) {
      count(tally, 'data changed between two pages')
      await options.mutate()
    }
    return new Request(request.url, {
      method: 'POST',
      headers: request.headers,
      body: JSON.stringify({ ...asked, count: options.rowsToPage }),
    })
  }

  /** Remembers what the harness must know of an answer, whether or not the app gets to hear it. */
  function note(path: string, text: string): void {
    if (path === '/item/public_token/exchange') {
      const known = exchanged.safeParse(JSON.parse(text))
      if (known.success) tokens.set(known.data.item_id, known.data.access_token)
    } else if (path === '/transactions/sync') {
      const known = page.safeParse(JSON.parse(text))
      if (known.success && known.data.has_more) {
        count(tally, 'page cuts')
        unfinished.add(known.data.next_cursor)
      }
    }
  }

  async function damaged(fault: CallFault, request: () => Promise<Response>): Promise<Response> {
    switch (fault) {
      case 'rate_limited':
      case 'server_error': {
        const failure = failureOfStatus(fault === 'rate_limited' ? 429 : 500)
        if (!(failure instanceof PlaidFailure)) throw new Error('The emulator has no such failure')
        return Response.json({ ...failure.body, request_id: 'req-fault' }, { status: failure.status })
      }
      case 'bad_gateway':
        return badGateway({})
      case 'cut_before':
        throw new TypeError('fetch failed')
      case 'cut_after':
        await request()
        throw new TypeError('fetch failed')
      case 'slow':
        await options.pass(random.between(1, 100))
        return request()
      case 'cut_in_half': {
        const response = await request()
        return cutInHalf(await response.text(), response.status, {})
      }
      case 'malformed':
        return truncated(await (await request()).text(), {})
    }
  }

  const network: Network = {
    trouble: 0,
    mutation: 0,
    tokens,
    async carry(original) {
      const path = new URL(original.url).pathname
      const request = path === '/transactions/sync' ? await cutPages(original) : original
      const answer = async () => {
        const response = await emulator(request)
        const text = await response.text()
        if (response.ok) note(path, text)
        return new Response(text, { status: response.status, headers: json })
      }
      if (!random.chance(network.trouble)) return answer()
      const fault = random.pick(callFaults)
      count(tally, `call ${fault}`)
      return damaged(fault, answer)
    },
  }
  return network
}
