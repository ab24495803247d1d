import type * as plaid from 'plaid'
import type { Context } from '../context'
import { timestamp } from '../day'
import { publicTokenOfSession } from '../hosted/hosted-token'
import { hashToken } from '../ids'
import { type LinkSessionDocument, linkKeys, linkSessionSchema } from '../link-documents'
import type { ErrorType, Wire } from '../wire'

/** Plaid tells about a session for this long after its end. */
const toldForMs = 6 * 3_600_000

/** The types of errors that a person can meet in Link. */
const errorTypes: readonly ErrorType[] = [
  'INVALID_INPUT',
  'INVALID_REQUEST',
  'INSTITUTION_ERROR',
  'ITEM_ERROR',
  'API_ERROR',
  'RATE_LIMIT_EXCEEDED',
]

/** How a session was left, told as `onExit` tells it; the error is the one that its last event names. */
function toExit(id: string, { exit, events }: LinkSessionDocument): Wire<plaid.LinkSessionExit> | null {
  if (exit === null) return null
  const said = events.findLast(({ event_name }) => event_name === 'EXIT')?.event_metadata ?? {}
  const { institution_id, institution_name, error_code, error_message = '', request_id } = said
  const errorType = errorTypes.find((type) => type === said.error_type)
  const status = exit.status ?? said.exit_status
  return {
    error:
      errorType === undefined || error_code === undefined
        ? null
        : { error_type: errorType, error_code, error_message, display_message: null },
    metadata: {
      link_session_id: id,
      institution:
        institution_id === undefined || institution_name === undefined
          ? null
          : { institution_id, name: institution_name },
      ...(status === undefined ? {} : { status }),
      ...(request_id === undefined ? {} : { request_id }),
    },
  }
}

function toWireSession(
  linkToken: string,
  id: string,
  session: LinkSessionDocument,
): Wire<plaid.LinkTokenGetSessionsResponse> {
  const { startedAt, finishedAt, success, events } = session
  const exit = toExit(id, session)
  const publicToken = publicTokenOfSession(linkToken, id)
  return {
    link_session_id: id,
    started_at: timestamp(startedAt),
    finished_at: finishedAt === null ? null : timestamp(finishedAt),
    on_success:
      success === null
        ? null
        : { public_token: publicToken, metadata: { ...success, link_session_id: id, transfer_status: null } },
    on_exit: exit,
    exit,
    events,
    results:
      success === null
        ? null
        : {
            item_add_results: [{ public_token: publicToken, ...success }],
            cra_item_add_results: [],
            cra_update_results: [],
            bank_income_results: [],
            payroll_income_results: [],
            document_income_results: null,
          },
  }
}

/** The sessions that a link token was opened for, in order; one that is over is told of for six hours. */
export async function linkSessionsOf(
  context: Context,
  linkToken: string,
  now: number,
): Promise<Wire<plaid.LinkTokenGetSessionsResponse>[]> {
  const hash = hashToken(linkToken)
  return (await context.store.list(linkKeys.sessions))
    .map(({ key, value }) => ({
      id: key.slice(linkKeys.sessions.length),
      session: linkSessionSchema.parse(value),
    }))
    .filter(
      ({ session }) =>
        session.linkTokenHash === hash && now < (session.finishedAt ?? Number.POSITIVE_INFINITY) + toldForMs,
    )
    .sort((left, right) => left.session.startedAt - right.session.startedAt)
    .map(({ id, session }) => toWireSession(linkToken, id, session))
}
