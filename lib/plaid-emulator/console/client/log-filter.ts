import type { Log, LoggedRequest, LoggedWebhook } from './wire'

/** Whether every word of the filter is somewhere in what is told of an entry. Upper and lower case are the same. */
function holds(filter: string, parts: readonly (string | number | null)[]): boolean {
  const all = parts
    .filter((part) => part !== null)
    .join(' ')
    .toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}

const requestParts = (one: LoggedRequest) => [
  one.method,
  one.path,
  one.status,
  one.error_code,
  one.request_id,
  one.item_id,
  one.client_id,
  one.fault,
]

const webhookParts = (one: LoggedWebhook) => [
  one.webhook_type,
  one.webhook_code,
  one.outcome,
  one.url,
  one.item_id,
  one.fault,
]

/** Whether a request is this page's own or another control of the emulator, and none of a client. */
const isControl = ({ path }: LoggedRequest) => path === '/emulator' || path.startsWith('/emulator/')

/** The entries of the clients, as far as they hold every word of the filter. */
export function filterLog({ requests, webhooks }: Log, filter: string): Log {
  return {
    requests: requests.filter((one) => !isControl(one) && holds(filter, requestParts(one))),
    webhooks: webhooks.filter((one) => holds(filter, webhookParts(one))),
  }
}
