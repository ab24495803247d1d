'use client'

import dynamic from 'next/dynamic'
import {
  type ComponentType,
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'
import {
  completeReconnect,
  connectBank,
  createLinkToken,
  createReconnectToken,
} from '@/lib/connections/actions'
import { fillSlot } from '@/lib/i18n/client-words'
import { showToast } from '../ui/show-toast'
import { useHydrated } from '../ui/use-hydrated'
import { LinkNotice } from './link-notice'
import type { Purpose } from './link-purpose'
import { browserStores, forgetVisit, keepVisit, takeReturn } from './link-return'
import { loadLinkScript } from './link-script'
import type { LinkSession } from './link-session'
import {
  type Answer,
  AT_REST,
  advance,
  type Command,
  type LinkPhase,
  purposeAgain,
  purposeOf,
  type VisitEvent,
  type Work,
} from './link-visit'
import { type LinkWords, noticeForFailure } from './link-words'

// Without a boundary of its own the page would fall back to its skeleton while this loads.
const DuplicateDialog = dynamic(() => import('./duplicate-dialog').then((loaded) => loaded.DuplicateDialog), {
  ssr: false,
})

/** A server that has not answered by now will not: the connection is lost, or the browser has slept. */
const TOKEN_WITHIN_MS = 30_000
/** Longer, because the server asks Plaid several things in turn. */
const FINISH_WITHIN_MS = 60_000

interface Linking {
  phase: LinkPhase
  /** What the visit under way is for. */
  purpose: Purpose | null
  words: Pick<LinkWords, 'preparing' | 'finishing'>
  /** What came of the last visit, when it changed nothing. */
  outcome: ReactNode
  /** Opens Link; does nothing while a visit is under way. */
  visit: (purpose: Purpose) => void
}

const LinkContext = createContext<Linking | null>(null)

/**
 * The page's one Link, for the buttons that open it. A part of the page may arrive after a visit has begun, on the way
 * back from a bank: it begins as the server wrote it, at rest.
 */
export function useLink(): Linking {
  const linking = useContext(LinkContext)
  const hydrated = useHydrated()
  if (!linking) throw new Error('A button that opens Link stands outside its provider')
  return hydrated ? linking : { ...linking, phase: 'idle', purpose: null, outcome: null }
}

/** Where the page says what came of a visit that changed nothing. */
export function LinkOutcome() {
  return <div role="status">{useLink().outcome}</div>
}

/** What work answers, or null when it fails or takes too long. */
async function within<Value>(work: Promise<Value>, ms: number): Promise<Value | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  return Promise.race([work.catch(() => null), late]).finally(() => clearTimeout(timer))
}

const nameOf = (purpose: Purpose) => (purpose.kind === 'reconnect' ? purpose.name : '')

function requestToken(purpose: Purpose) {
  if (purpose.kind === 'connect') return createLinkToken()
  return createReconnectToken({ itemId: purpose.itemId, selectAccounts: purpose.selectAccounts })
}

/** Everything that Link needs, side by side. */
async function prepare(purpose: Purpose, token: string | null, scriptSrc: string) {
  const [made, code, hasScript] = await Promise.all([
    token === null ? within(requestToken(purpose), TOKEN_WITHIN_MS) : token,
    within(import('./link-session'), TOKEN_WITHIN_MS),
    loadLinkScript(scriptSrc),
  ])
  return { made, code, hasScript }
}

async function carryOut(work: Work): Promise<Answer> {
  if (work.kind === 'connect') return connectBank(work.input)
  const { itemId, selectAccounts } = work.purpose
  return completeReconnect({ itemId, selectAccounts })
}

/**
 * Holds the one Link of a page, however many buttons open it, and says what came of each visit; link-visit.ts says how
 * a visit goes. Link's code is loaded with the first visit.
 *
 * @param scriptSrc where Link's script is.
 */
export function LinkProvider({
  words,
  scriptSrc,
  children,
}: {
  words: LinkWords
  scriptSrc: string
  children: ReactNode
}) {
  const [state, setState] = useState(AT_REST)
  const [Session, setSession] = useState<ComponentType<Parameters<typeof LinkSession>[0]> | null>(null)
  // Two clicks in one turn must not both find the state at rest.
  const current = useRef(state)
  const alive = useRef(false)
  const opener = useRef<HTMLElement | null>(null)

  function send(event: VisitEvent) {
    // A page that was left keeps the visit as it is, and says so when it is come back to.
    if (!alive.current) return
    const step = advance(current.current, event)
    current.current = step.state
    setState(step.state)
    for (const command of step.commands) void run(command)
  }

  async function run(command: Command) {
    switch (command.do) {
      case 'prepare': {
        const { attempt, purpose } = command
        const { made, code, hasScript } = await prepare(purpose, command.token, scriptSrc)
        if (made === null) return send({ type: 'failed', attempt, kind: 'unreachable' })
        if (typeof made !== 'string' && !made.ok)
          return send({ type: 'failed', attempt, kind: noticeForFailure(made.code) })
        if (!code || !hasScript) return send({ type: 'failed', attempt, kind: 'script' })
        setSession(() => code.LinkSession)
        const token = typeof made === 'string' ? made : made.value.linkToken
        return send({ type: 'prepared', attempt, token })
      }
      case 'keep': {
        const { purpose, token, returning } = command.session
        return keepVisit({ purpose, token, leg: returning?.leg ?? 0 }, browserStores, Date.now())
      }
      case 'forget':
        return forgetVisit(browserStores)
      case 'finish': {
        const answer = await within(carryOut(command.work), FINISH_WITHIN_MS)
        return send({ type: 'answered', attempt: command.attempt, answer })
      }
      case 'congratulate': {
        const { name, selectAccounts } = command.purpose
        return showToast(fillSlot(selectAccounts ? words.chosen : words.reconnected, name))
      }
      case 'focus':
        // After the dialogs have let go of it, and unless it is gone by now.
        setTimeout(() => opener.current?.isConnected && opener.current.focus())
    }
  }

  const arrive = useEffectEvent(() => {
    const receivedRedirectUri = location.href
    const back = takeReturn(location.search, browserStores, Date.now())
    if (back.kind === 'none') return
    // The address has done its work; a reload must not come back from the bank a second time.
    if (back.kind !== 'left') history.replaceState(history.state, '', location.pathname)
    if (back.kind === 'resume') {
      const { purpose, token, leg } = back.visit
      return send({ type: 'returned', purpose, returning: { token, leg: leg + 1, receivedRedirectUri } })
    }
    const purpose: Purpose = back.kind === 'foreign' ? { kind: 'connect' } : back.purpose
    const kind = back.kind === 'foreign' ? 'foreignReturn' : back.kind
    send({ type: 'noticed', notice: { kind, again: { kind: 'open', purpose, returning: null } } })
  })
  const restored = useEffectEvent((event: PageTransitionEvent) => {
    if (event.persisted) send({ type: 'restored' })
  })
  useEffect(() => {
    alive.current = true
    arrive()
    const shown = (event: PageTransitionEvent) => restored(event)
    addEventListener('pageshow', shown)
    return () => {
      alive.current = false
      removeEventListener('pageshow', shown)
    }
  }, [])

  function begin(purpose: Purpose) {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
    send({ type: 'pressed', purpose })
  }

  const { phase, session } = state
  const notice = state.phase === 'idle' || state.phase === 'preparing' ? state.notice : null
  const duplicate = state.phase === 'asking' || state.phase === 'finishing' ? state.duplicate : null
  const outcome = notice ? (
    <LinkNotice
      kind={notice.kind}
      name={nameOf(purposeAgain(notice.again))}
      message={notice.message}
      words={words}
      onRetry={() => send({ type: 'again' })}
      onDismiss={() => send({ type: 'dismissed' })}
    />
  ) : null

  return (
    <LinkContext value={{ phase, purpose: purposeOf(state), words, outcome, visit: begin }}>
      {children}
      {session && Session ? (
        <Session
          key={session.attempt}
          session={session}
          onOpened={() => send({ type: 'opened', attempt: session.attempt })}
          onSuccess={(given) => send({ type: 'succeeded', attempt: session.attempt, given })}
          onExit={(exit) => send({ type: 'exited', attempt: session.attempt, exit })}
          onGone={() => send({ type: 'gone', attempt: session.attempt })}
        />
      ) : null}
      {duplicate ? (
        <DuplicateDialog
          key={duplicate.input.linkSessionId}
          name={duplicate.name}
          words={words.duplicate}
          adding={phase === 'finishing'}
          onReconnect={() => send({ type: 'decided', decision: 'reconnect' })}
          onAnother={() => send({ type: 'decided', decision: 'another' })}
          onCancel={() => send({ type: 'decided', decision: 'keep' })}
        />
      ) : null}
    </LinkContext>
  )
}
