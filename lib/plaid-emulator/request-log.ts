/** A call that was answered. Times are real ones; nothing of its content is kept. */
export interface RequestEntry {
  /** ISO 8601 in UTC. */
  at: string
  request_id: string
  method: string
  path: string
  status: number
  error_code: string | null
  duration_ms: number
  item_id: string | null
  client_id: string | null
  /** The faults that were put upon it, joined by '+'. */
  fault: string | null
}

/** How an attempt to deliver a webhook ended; `held`, `delayed` and `lost` are no attempts yet, by a rule. */
export type WebhookOutcome =
  | 'delivered'
  | 'rejected'
  | 'timed_out'
  | 'unreachable'
  | 'held'
  | 'delayed'
  | 'lost'

/** One attempt to deliver a webhook, or what a rule did with it instead. */
export interface WebhookEntry {
  at: string
  /** Null for the webhooks of Link's sessions. */
  item_id: string | null
  webhook_type: string
  webhook_code: string
  /** Its address without query and credentials. */
  url: string
  outcome: WebhookOutcome
  /** The HTTP status of the answer, if there was one. */
  status: number | null
  /** Counts the attempts from 1; 0 before the first one. */
  attempt: number
  next_attempt_at: string | null
  fault: string | null
}

/** What has happened of late, newest first. */
export interface RequestLog {
  addRequest(entry: RequestEntry): void
  addWebhook(entry: WebhookEntry): void
  /** At most `limit` of each. */
  read(limit: number): { requests: RequestEntry[]; webhooks: WebhookEntry[] }
}

/** A log in memory that keeps the last `capacity` requests and as many webhooks. */
export function requestLog(capacity = 1000): RequestLog {
  const requests: RequestEntry[] = []
  const webhooks: WebhookEntry[] = []
  const add = <Entry>(list: Entry[], entry: Entry) => {
    list.push(entry)
    // Cut now and then rather than at every entry.
    if (list.length >= capacity * 2) list.splice(0, list.length - capacity)
  }
  const newest = <Entry>(list: readonly Entry[], limit: number) =>
    list.slice(-Math.min(limit, capacity)).reverse()
  return {
    addRequest: (entry) => add(requests, entry),
    addWebhook: (entry) => add(webhooks, entry),
    read: (limit) => ({ requests: newest(requests, limit), webhooks: newest(webhooks, limit) }),
  }
}

/** An address as the log shows it: what follows the path, and any credentials, may be secret. */
export function addressWithoutSecrets(url: string): string {
  try {
    const { origin, pathname } = new URL(url)
    return `${origin}${pathname}`
  } catch {
    return ''
  }
}
