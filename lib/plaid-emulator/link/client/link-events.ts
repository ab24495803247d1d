import type { PlaidLinkOnEventMetadata } from 'react-plaid-link'

/** One entry for `onEvent`: a name and the metadata that Plaid documents, absent values as null. */
export interface LinkEvent {
  name: string
  metadata: PlaidLinkOnEventMetadata
}

/** What is known about the session when something happens. */
export interface EventContext {
  at: Date
  linkSessionId: string
  requestId: string
  institution: { institution_id: string; name: string } | null
}

/**
 * Builds an event. Every documented key is present, so that a listener may read any of them; the institution,
 * once chosen, accompanies every event (https://plaid.com/docs/link/web/#link-web-onevent-metadata).
 */
export function linkEvent(
  name: string,
  context: EventContext,
  details: Partial<PlaidLinkOnEventMetadata> = {},
): LinkEvent {
  return {
    name,
    metadata: {
      account_number_mask: null,
      error_type: null,
      error_code: null,
      error_message: null,
      exit_status: null,
      institution_id: context.institution?.institution_id ?? null,
      institution_name: context.institution?.name ?? null,
      institution_search_query: null,
      is_update_mode: null,
      match_reason: null,
      mfa_type: null,
      routing_number: null,
      view_name: null,
      selection: null,
      ...details,
      timestamp: context.at.toISOString(),
      link_session_id: context.linkSessionId,
      request_id: context.requestId,
    },
  }
}
