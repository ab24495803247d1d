import { z } from 'zod'

/** A session tells of some dozens of events; a page sends them in portions of at most so many. */
export const MOST_EVENTS = 200
/** A session that left for a bank's own site comes back on a new page, which counts on from here. */
const HIGHEST_POSITION = 99_999

const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((value) => !value.includes('\0'))

/** Names and codes of Plaid's. What a person typed is none, and has no place here. */
const code = z.string().regex(/^[A-Za-z0-9_.-]{1,80}$/)
const optionalCode = code.nullable().catch(null)

/**
 * What a page reports of one session of Link, from the metadata of `onEvent` (plaid.com/docs/link/web): which events
 * there were, and never an account's number, a telephone number or what somebody searched for. Event names are kept
 * as they come, since Plaid adds to them.
 */
export const linkReportSchema = z.object({
  linkSessionId: text(200).min(1),
  purpose: z.enum(['connect', 'reconnect']),
  events: z
    .array(
      z.object({
        /** Its place among the session's events: sent twice, it is stored once. */
        position: z.int().min(0).max(HIGHEST_POSITION),
        name: code,
        viewName: optionalCode,
        institutionId: optionalCode,
        institutionName: text(200).nullable(),
        errorCode: optionalCode,
        exitStatus: optionalCode,
        mfaType: optionalCode,
        /** When it happened, by Link: events come in no order. ISO 8601. */
        at: z.iso.datetime({ offset: true }),
      }),
    )
    .min(1)
    .max(MOST_EVENTS),
})

export type LinkReport = z.infer<typeof linkReportSchema>
export type ReportedEvent = LinkReport['events'][number]
