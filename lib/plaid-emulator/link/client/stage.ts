import type { LinkState, Pane } from './link-state'
import { accountsPane } from './panes/accounts'
import { connectedPane } from './panes/connected'
import { consentPane } from './panes/consent'
import { credentialsPane } from './panes/credentials'
import { institutionsPane } from './panes/institutions'
import { mfaPane } from './panes/mfa'
import { failedPane, leavingPane, loadingPane, unavailablePane } from './panes/notice'
import { oauthPane } from './panes/oauth'
import type { PaneView, Send } from './panes/pane-view'

const panes: Record<Pane['name'], (state: LinkState, send: Send) => PaneView> = {
  loading: loadingPane,
  consent: consentPane,
  institutions: institutionsPane,
  unavailable: unavailablePane,
  credentials: credentialsPane,
  oauth: oauthPane,
  mfa: mfaPane,
  accounts: accountsPane,
  connected: connectedPane,
  failed: failedPane,
}

export interface Stage {
  /** Brings the container up to date, and with `focus` moves the focus to a pane that has just appeared. */
  render(state: LinkState, focus: boolean): void
}

/** Shows the pane of a state in a container, and over it, where asked for, the question whether to leave. */
export function createStage(container: HTMLElement, send: Send): Stage {
  let serial: number | null = null
  let view: PaneView | null = null
  let question: PaneView | null = null
  let focusBefore: HTMLElement | null = null

  return {
    render(state, focus) {
      if (serial !== state.serial || !view) {
        serial = state.serial
        view = panes[state.pane.name](state, send)
        if (question && state.leaving) {
          // The answer came while the question stands: the new pane waits behind it.
          view.element.hidden = true
          container.replaceChildren(view.element, question.element)
          question.focus.focus({ preventScroll: true })
          focusBefore = view.focus
        } else {
          question = null
          container.replaceChildren(view.element)
          if (focus) view.focus.focus({ preventScroll: true })
        }
      } else {
        view.update(state)
      }
      if (state.leaving && !question) {
        const root = container.getRootNode()
        const active = root instanceof ShadowRoot ? root.activeElement : null
        focusBefore = active instanceof HTMLElement && view.element.contains(active) ? active : view.focus
        question = leavingPane(state, send)
        // The pane stays where it is, with all that was typed in it.
        view.element.hidden = true
        container.append(question.element)
        question.focus.focus({ preventScroll: true })
      } else if (!state.leaving && question) {
        question.element.remove()
        question = null
        view.element.hidden = false
        focusBefore?.focus({ preventScroll: true })
      }
    },
  }
}
