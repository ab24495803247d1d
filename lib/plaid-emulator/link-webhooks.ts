import type * as plaid from 'plaid'
import type { LinkEvent } from './link-documents'
import type { Visit } from './link-visit'
import type { Wire } from './wire'

type LinkWebhook =
  | Wire<plaid.LinkSessionFinishedWebhook>
  | Wire<plaid.ItemAddResultWebhook>
  | Wire<plaid.LinkEventsWebhook>

type Told = Visit & { id: string }

/** As at Plaid, Link itself has webhooks only where it runs as Hosted Link. */
function tell({ context, token }: Told, body: LinkWebhook): void {
  if (token.hosted === null || token.webhook === null) return
  context.deliver({ url: token.webhook, body, itemId: '', code: body.webhook_code })
}

const common = ({ linkToken, id }: Told) => ({
  webhook_type: 'LINK',
  link_session_id: id,
  link_token: linkToken,
  environment: 'sandbox' as const,
})

/** A session has connected an Item, or made one whole again. */
export function tellOfSuccess(session: Told, publicToken: string, isNew: boolean): void {
  if (isNew) tell(session, { ...common(session), webhook_code: 'ITEM_ADD_RESULT', public_token: publicToken })
  tell(session, {
    ...common(session),
    webhook_code: 'SESSION_FINISHED',
    status: 'SUCCESS',
    public_token: publicToken,
    public_tokens: [publicToken],
  })
}

/** A session has been left. */
export function tellOfExit(session: Told): void {
  tell(session, {
    ...common(session),
    webhook_code: 'SESSION_FINISHED',
    status: 'EXITED',
    public_tokens: [],
  })
}

/** What happened in a session, from its beginning. */
export function tellOfEvents(session: Told, events: readonly LinkEvent[]): void {
  tell(session, { ...common(session), webhook_code: 'EVENTS', events: [...events] })
}
