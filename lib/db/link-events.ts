import type { LinkReport } from '@/lib/connections/link-events'
import { newId } from '@/lib/crypto/id'
import type { Database } from './open'

/** Link tells of an event within minutes; a browser's clock that says otherwise is wrong. */
const OLDEST_MS = 24 * 3_600_000

/**
 * Stores what a page has reported of a session of Link. What is there already stays as it is, so that a report may be
 * sent again. A session belongs to the household that reports it: the same id told by another household is another
 * session.
 *
 * @returns how many events are new.
 */
export async function storeLinkEvents(
  db: Database,
  householdId: string,
  { linkSessionId, purpose, events }: LinkReport,
  now: Date,
): Promise<number> {
  const { count } = await db.prisma.linkEvent.createMany({
    data: events.map(({ position, name, viewName, errorCode, exitStatus, mfaType, at, ...event }) => ({
      householdId,
      id: newId(now),
      linkSessionId,
      position,
      name,
      viewName,
      purpose,
      plaidInstitutionId: event.institutionId,
      institutionName: event.institutionName,
      errorCode,
      exitStatus,
      mfaType,
      at: new Date(Math.min(now.getTime(), Math.max(now.getTime() - OLDEST_MS, Date.parse(at)))),
    })),
    skipDuplicates: true,
  })
  return count
}

/** Where a session ended without a connection. */
export interface FunnelExit {
  /** Link's name of the last view that was seen; null when there was none. */
  view: string | null
  /** Plaid's code, where Link ended with an error. */
  errorCode: string | null
  count: number
}

/** How far the sessions with one purpose at one institution have come: how many reached each step. */
export interface FunnelRow {
  /** connect, reconnect */
  purpose: string
  /** Null: the session ended before one was chosen. */
  institution: { id: string; name: string } | null
  opened: number
  consent: number
  selectInstitution: number
  /** The bank's sign-in, in Link or on the bank's own site (views CREDENTIAL and OAUTH). */
  signIn: number
  mfa: number
  selectAccount: number
  handoff: number
  /** Of which neither an end nor a success was heard: the page was closed, or they go on. */
  unfinished: number
  /** Most frequent first. */
  exits: FunnelExit[]
}

interface StoredRow extends Omit<FunnelRow, 'institution'> {
  institutionId: string | null
  institutionName: string | null
}

/**
 * The funnel of Link from OPEN to HANDOFF, over the sessions that began since a moment: across households, as counts
 * alone. Events come unordered, so that each session is put in order by the moment that Link gave each event. A session
 * counts at the institution that it ended with.
 */
export async function listLinkFunnel(db: Database, since: Date): Promise<FunnelRow[]> {
  const rows = await db.prisma.$queryRaw<StoredRow[]>`
    WITH sessions AS (
      SELECT
        min(purpose) AS purpose,
        (array_agg(plaid_institution_id ORDER BY at DESC, position DESC)
          FILTER (WHERE plaid_institution_id IS NOT NULL))[1] AS institution,
        (array_agg(institution_name ORDER BY at DESC, position DESC)
          FILTER (WHERE institution_name IS NOT NULL))[1] AS institution_name,
        coalesce(bool_or(view_name = 'CONSENT'), false) AS consent,
        coalesce(bool_or(view_name = 'SELECT_INSTITUTION' OR name = 'SELECT_INSTITUTION'), false) AS chose,
        coalesce(bool_or(view_name IN ('CREDENTIAL', 'OAUTH')), false) AS sign_in,
        coalesce(bool_or(view_name = 'MFA'), false) AS mfa,
        coalesce(bool_or(view_name = 'SELECT_ACCOUNT'), false) AS accounts,
        bool_or(name = 'HANDOFF') AS handoff,
        bool_or(name = 'EXIT') AS told_exit,
        (array_agg(view_name ORDER BY at DESC, position DESC)
          FILTER (WHERE view_name IS NOT NULL AND view_name <> 'EXIT'))[1] AS last_view,
        (array_agg(error_code ORDER BY at DESC, position DESC)
          FILTER (WHERE name = 'EXIT' AND error_code IS NOT NULL))[1] AS exit_code
      FROM link_events
      GROUP BY household_id, link_session_id
      HAVING min(at) >= ${since}
    ), exits AS (
      SELECT purpose, institution, last_view, exit_code, count(*)::int AS count
      FROM sessions WHERE told_exit AND NOT handoff
      GROUP BY purpose, institution, last_view, exit_code
    )
    SELECT
      purpose,
      institution AS "institutionId",
      max(institution_name) AS "institutionName",
      count(*)::int AS opened,
      (count(*) FILTER (WHERE consent))::int AS consent,
      (count(*) FILTER (WHERE chose))::int AS "selectInstitution",
      (count(*) FILTER (WHERE sign_in))::int AS "signIn",
      (count(*) FILTER (WHERE mfa))::int AS mfa,
      (count(*) FILTER (WHERE accounts))::int AS "selectAccount",
      (count(*) FILTER (WHERE handoff))::int AS handoff,
      (count(*) FILTER (WHERE NOT handoff AND NOT told_exit))::int AS unfinished,
      coalesce((
        SELECT jsonb_agg(
          jsonb_build_object('view', last_view, 'errorCode', exit_code, 'count', count)
          ORDER BY count DESC, last_view, exit_code)
        FROM exits
        WHERE exits.purpose = sessions.purpose AND exits.institution IS NOT DISTINCT FROM sessions.institution
      ), '[]') AS exits
    FROM sessions
    GROUP BY purpose, institution
    ORDER BY opened DESC, purpose, "institutionName"`
  return rows.map(({ institutionId, institutionName, ...row }) => ({
    ...row,
    institution:
      institutionId === null ? null : { id: institutionId, name: institutionName ?? institutionId },
  }))
}

/** Clears away what happened before a moment. */
export async function forgetLinkEvents(db: Database, before: Date): Promise<void> {
  await db.prisma.linkEvent.deleteMany({ where: { at: { lt: before } } })
}
