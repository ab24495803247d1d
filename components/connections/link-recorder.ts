import type { PlaidLinkOnEventMetadata } from 'react-plaid-link'
import type { LinkReport, ReportedEvent } from '@/lib/connections/link-events'

/** Well below what a browser sends while a page goes away (64 KiB). */
const PORTION = 80
/**
 * A session that leaves for a bank's own site comes back on another page, which cannot know how many events the first
 * has told of: each page counts within a thousand of its own.
 */
const POSITIONS_OF_A_PAGE = 1_000

/** Keeps what Link tells of one visit until it is reported. */
export interface LinkRecorder {
  /** For `onEvent`. */
  record: (name: string, metadata: PlaidLinkOnEventMetadata) => void
  /** The visit is over, in this session: whatever comes from now on is reported at once. */
  finish: (linkSessionId: string) => void
  /** Reports what waits; `leaving` when the page goes away. */
  report: (leaving: boolean) => void
}

interface RecorderOptions {
  purpose: LinkReport['purpose']
  /** Which page of the visit this is, from 0: one more for each way back from a bank's own site. */
  leg: number
  /** What a session is called of which Link never told an id. */
  nameless: string
  now: () => Date
  /** Sends a report; false when it has not arrived, as far as one can know. */
  send: (report: LinkReport, leaving: boolean) => Promise<boolean>
}

const toCode = (value: string | null | undefined) =>
  value ? value.replaceAll(/[^A-Za-z0-9_.-]/g, '_').slice(0, 80) : null

/** What is kept of an event: nothing that was typed, and no number of an account, a bank or a telephone. */
export function toReported(
  name: string,
  metadata: PlaidLinkOnEventMetadata,
  position: number,
  now: Date,
): ReportedEvent {
  const told = Date.parse(metadata.timestamp)
  return {
    position,
    name: toCode(name) ?? 'UNNAMED',
    viewName: toCode(metadata.view_name),
    institutionId: toCode(metadata.institution_id),
    institutionName: metadata.institution_name?.slice(0, 200) ?? null,
    errorCode: toCode(metadata.error_code),
    exitStatus: toCode(metadata.exit_status),
    mfaType: toCode(metadata.mfa_type),
    at: (Number.isNaN(told) ? now : new Date(told)).toISOString(),
  }
}

/**
 * Link tells that it has opened at once, and of everything else when it ends, in no order and maybe after its end
 * (plaid.com/docs/link/web/#onevent). So the opening is reported at once, the rest together; what could not be sent
 * waits for the next report.
 */
export function createLinkRecorder({ purpose, leg, nameless, now, send }: RecorderOptions): LinkRecorder {
  let waiting: ReportedEvent[] = []
  let counted = 0
  let sessionId = ''
  let finished = false
  let planned = false

  function report(leaving: boolean): void {
    const linkSessionId = sessionId || (finished || leaving ? nameless : '')
    if (!linkSessionId) return
    // A page that goes away has no second chance: all of it, however many portions.
    while (waiting.length > 0) {
      const events = waiting.slice(0, PORTION)
      waiting = waiting.slice(PORTION)
      void send({ linkSessionId, purpose, events }, leaving).then((arrived) => {
        if (!arrived) waiting = [...events, ...waiting]
      })
    }
  }

  /** Once for all that comes in the same turn. */
  function plan(): void {
    if (planned) return
    planned = true
    queueMicrotask(() => {
      planned = false
      report(false)
    })
  }

  return {
    record(name, metadata) {
      sessionId ||= metadata.link_session_id
      if (counted >= POSITIONS_OF_A_PAGE) return
      waiting.push(toReported(name, metadata, leg * POSITIONS_OF_A_PAGE + counted, now()))
      counted += 1
      if (finished || name === 'OPEN') plan()
    },
    finish(linkSessionId) {
      sessionId ||= linkSessionId
      finished = true
      plan()
    },
    report,
  }
}

/** Reports to the server; while the page goes away as a beacon, which outlives it. */
export async function sendLinkReport(report: LinkReport, leaving: boolean): Promise<boolean> {
  const body = JSON.stringify(report)
  const url = '/api/link/events'
  const type = 'application/json'
  if (leaving) return navigator.sendBeacon(url, new Blob([body], { type }))
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      keepalive: true,
    })
    // What the server refuses, it would refuse again.
    return response.status < 500
  } catch {
    return false
  }
}
