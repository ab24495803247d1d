import { el } from '../../../link/client/dom'
import { durationWords, momentWords, plainCode, relative, shortId, timeWords } from '../format'
import { keyedList, type Part, setText } from '../page-dom'
import type { Log, LoggedRequest, LoggedWebhook } from '../wire'

/** A request or a webhook in one row of the log. */
export type Entry =
  | { kind: 'request'; key: string; at: number; request: LoggedRequest }
  | { kind: 'webhook'; key: string; at: number; webhook: LoggedWebhook }

/** Requests and webhooks in one list, the newest first. Each has a key that it keeps from look to look. */
export function entriesOf({ requests, webhooks }: Log): Entry[] {
  const counts = new Map<string, number>()
  const nth = (key: string) => {
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return `${key}/${count}`
  }
  const entries: Entry[] = [
    // From the oldest on, so that the number of an entry among equals does not change when newer ones come.
    ...requests.toReversed().map((request) => ({
      kind: 'request' as const,
      key: nth(`request/${request.request_id}`),
      at: Date.parse(request.at),
      request,
    })),
    ...webhooks.toReversed().map((webhook) => ({
      kind: 'webhook' as const,
      key: nth(
        `webhook/${webhook.at}/${webhook.item_id}/${webhook.webhook_code}/${webhook.attempt}/${webhook.outcome}`,
      ),
      at: Date.parse(webhook.at),
      webhook,
    })),
  ]
  return entries
    .map((entry, index) => ({ entry, index }))
    .sort((left, right) => right.entry.at - left.entry.at || right.index - left.index)
    .map(({ entry }) => entry)
}

const part = (name: string, text: string | null, title: string | null = null) =>
  text === null || text === '' ? null : el('span', { class: name, title }, text)

function requestRow({ request, at }: Extract<Entry, { kind: 'request' }>): HTMLElement {
  const { method, path, status, error_code, duration_ms, fault, request_id, item_id, client_id } = request
  const isGood = status !== null && status < 400
  return el(
    'li',
    { class: 'entry' },
    el('time', { datetime: request.at, title: momentWords(at) }, timeWords(at)),
    el('span', { class: isGood ? 'mark good' : 'mark alarm' }, status === null ? 'cut' : String(status)),
    el(
      'div',
      { class: 'what' },
      el('span', { class: 'path' }, method === 'POST' ? path : `${method} ${path}`),
      part('code', error_code),
      part('fault', fault && `fault: ${plainCode(fault)}`),
    ),
    el(
      'div',
      { class: 'ids' },
      part('mono', request_id, `request_id ${request_id}`),
      part('mono', item_id && `Item ${shortId(item_id)}`, item_id),
      part('', client_id && `client ${client_id}`),
    ),
    el('span', { class: 'duration' }, duration_ms === null ? '' : durationWords(duration_ms)),
  )
}

/** How a delivery went, as a mark. */
function outcomeTone(outcome: string): string {
  if (outcome === 'delivered') return 'good'
  return outcome === 'held' || outcome === 'delayed' ? 'quiet' : 'alarm'
}

const outcomeWords = (outcome: string, status: number | null) =>
  status === null || outcome === 'delivered' ? plainCode(outcome) : `${plainCode(outcome)} ${status}`

function webhookRow({ webhook, at }: Extract<Entry, { kind: 'webhook' }>): Part<number> {
  const { webhook_type, webhook_code, outcome, status, attempt, next_attempt_at, url, item_id, fault } =
    webhook
  const next = el('span', { class: 'next' })
  const element = el(
    'li',
    { class: 'entry webhook' },
    el('time', { datetime: webhook.at, title: momentWords(at) }, timeWords(at)),
    el('span', { class: `mark ${outcomeTone(outcome)}` }, outcomeWords(outcome, status)),
    el(
      'div',
      { class: 'what' },
      el('span', { class: 'path' }, webhook_code),
      part('code', webhook_type === '' ? null : `${webhook_type} webhook`),
      part('fault', fault && `fault: ${plainCode(fault)}`),
      next,
    ),
    el(
      'div',
      { class: 'ids' },
      part('mono', item_id && `Item ${shortId(item_id)}`, item_id),
      part('url', url, url),
    ),
    el('span', { class: 'duration' }, attempt === null || attempt < 2 ? '' : `try ${attempt}`),
  )
  return {
    element,
    update: (now) => {
      const due = next_attempt_at === null ? null : Date.parse(next_attempt_at)
      setText(next, due === null || due < now ? '' : `tries again ${relative(due, now)}`)
    },
  }
}

/** A list of entries that is brought up to date. Wide or narrow by the room it has. `now` is the machine's, in milliseconds. */
export function entryList(label: string): {
  element: HTMLElement
  update(entries: readonly Entry[], now: number): void
} {
  const list = el('ol', { class: 'log', 'aria-label': label })
  let now = 0
  const sync = keyedList<Entry>(
    list,
    ({ key }) => key,
    (entry) => {
      if (entry.kind === 'request') return { element: requestRow(entry), update: () => undefined }
      const row = webhookRow(entry)
      return { element: row.element, update: () => row.update(now) }
    },
  )
  return {
    element: el('div', { class: 'log-room' }, list),
    update: (entries, at) => {
      now = at
      sync(entries)
    },
  }
}
