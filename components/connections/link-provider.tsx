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
import type { ConnectInput } from '@/lib/connections/schema'
import { fillSlot } from '@/lib/i18n/client-words'
import { showToast } from '../ui/show-toast'
import { LinkNotice } from './link-notice'
import type { Purpose } from './link-purpose'
import { browserStores, forgetVisit, keepVisit, takeReturn } from './link-return'
import type { LinkExit, LinkSession, LinkSuccess } from './link-session'
import {
  type LinkWords,
  type NoticeKind,
  noticeForExit,
  noticeForFailure,
  noticeForLinkError,
} from './link-words'

// Without a boundary of its own the page would fall back to its skeleton while this loads.
const DuplicateDialog = dynamic(() => import('./duplicate-dialog').then((loaded) => loaded.DuplicateDialog), {
  ssr: false,
})

export type LinkPhase = 'idle' | 'preparing' | 'open' | 'finishing'

interface Linking {
  phase: LinkPhase
  purpose: Purpose | null
  words: Pick<LinkWords, 'preparing' | 'finishing'>
  /** What came of the last visit, when it changed nothing. */
  outcome: ReactNode
  /** Opens Link; does nothing while a visit is under way. */
  visit: (purpose: Purpose) => void
}

const LinkContext = createContext<Linking | null>(null)

/** The page's one Link, for the buttons that open it. */
export function useLink(): Linking {
  const linking = useContext(LinkContext)
  if (!linking) throw new Error('A button that opens Link stands outside its provider')
  return linking
}

/** Where the page says what came of a visit that changed nothing. */
export function LinkOutcome() {
  return <div role="status">{useLink().outcome}</div>
}

interface Visit {
  id: number
  purpose: Purpose
  token: string
  /** The page's address, when a bank has just led back to it. */
  receivedRedirectUri?: string
}

interface Problem {
  kind: NoticeKind
  /** The bank's own sentence, where Plaid passes one on. */
  message?: string | null
  purpose: Purpose
}

interface Duplicate {
  input: ConnectInput
  itemId: string
  name: string
}

const nameOf = (purpose: Purpose | null) => (purpose?.kind === 'reconnect' ? purpose.name : '')

function requestToken(purpose: Purpose) {
  if (purpose.kind === 'connect') return createLinkToken()
  return createReconnectToken({ itemId: purpose.itemId, selectAccounts: purpose.selectAccounts })
}

/**
 * Holds the one Link of a page, however many buttons open it, and says what came of each visit. Link's code is loaded
 * with the first visit.
 */
export function LinkProvider({ words, children }: { words: LinkWords; children: ReactNode }) {
  const [phase, setPhase] = useState<LinkPhase>('idle')
  const [purpose, setPurpose] = useState<Purpose | null>(null)
  const [visit, setVisit] = useState<Visit | null>(null)
  const [Session, setSession] = useState<ComponentType<Parameters<typeof LinkSession>[0]> | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [duplicate, setDuplicate] = useState<Duplicate | null>(null)
  const busy = useRef(false)
  const opener = useRef<HTMLElement | null>(null)
  const visits = useRef(0)

  function newVisitId(): number {
    visits.current += 1
    return visits.current
  }

  async function prepare(wanted: Purpose) {
    busy.current = true
    setProblem(null)
    setPurpose(wanted)
    setPhase('preparing')
    const loading = import('./link-session').catch(() => null)
    const made = await requestToken(wanted).catch(() => null)
    const loaded = await loading
    if (!made) return stop({ kind: 'unreachable', purpose: wanted })
    if (!made.ok) return stop({ kind: noticeForFailure(made.code), purpose: wanted })
    if (!loaded) return stop({ kind: 'script', purpose: wanted })
    const token = made.value.linkToken
    keepVisit({ purpose: wanted, token }, browserStores, Date.now())
    setSession(() => loaded.LinkSession)
    setVisit({ id: newVisitId(), purpose: wanted, token })
  }

  const resume = useEffectEvent(async () => {
    if (busy.current) return
    const receivedRedirectUri = location.href
    const back = takeReturn(location.search, browserStores, Date.now())
    if (back.kind === 'none') return
    // The address has done its work; a reload must not come back from the bank a second time.
    history.replaceState(history.state, '', location.pathname)
    if (back.kind === 'foreign') return stop({ kind: 'foreignReturn', purpose: { kind: 'connect' } })
    if (back.kind === 'expired') return stop({ kind: 'expired', purpose: back.purpose })
    const kept = back.visit
    busy.current = true
    setPurpose(kept.purpose)
    setPhase('preparing')
    const loaded = await import('./link-session').catch(() => null)
    if (!loaded) return stop({ kind: 'script', purpose: kept.purpose })
    setSession(() => loaded.LinkSession)
    setVisit({ ...kept, id: newVisitId(), receivedRedirectUri })
  })
  useEffect(() => void resume(), [])

  function begin(wanted: Purpose) {
    if (busy.current) return
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
    void prepare(wanted)
  }

  /** What opened Link has the focus again, unless it is gone by now; after the dialogs have let go of it. */
  function giveFocusBack() {
    setTimeout(() => opener.current?.isConnected && opener.current.focus())
  }

  function stop(found: Problem | null) {
    busy.current = false
    forgetVisit(browserStores)
    setVisit(null)
    setPhase('idle')
    setPurpose(null)
    setProblem(found)
    giveFocusBack()
  }

  function exited({ purpose: wanted }: Visit, exit: LinkExit) {
    if (exit.kind === 'unavailable') return stop({ kind: 'script', purpose: wanted })
    if (exit.kind === 'closed') return stop({ kind: noticeForExit(exit.status, wanted), purpose: wanted })
    stop({ kind: noticeForLinkError(exit.code), message: exit.message, purpose: wanted })
  }

  async function succeeded({ purpose: wanted }: Visit, { publicToken, metadata }: LinkSuccess) {
    setVisit(null)
    setPhase('finishing')
    if (wanted.kind === 'reconnect') return mend(wanted)
    if (publicToken === null) return stop({ kind: 'linkAgain', purpose: wanted })
    const { institution, accounts, link_session_id } = metadata
    await connect({
      publicToken,
      linkSessionId: link_session_id,
      institution: institution && { id: institution.institution_id, name: institution.name },
      accounts: accounts.map(({ name, mask }) => ({ name, mask })),
      anotherLogin: wanted.anotherLogin ?? false,
    })
  }

  async function connect(input: ConnectInput) {
    const wanted: Purpose = { kind: 'connect', anotherLogin: input.anotherLogin }
    const answer = await connectBank(input).catch(() => null)
    if (!answer) return stop({ kind: 'unreachable', purpose: wanted })
    if (!answer.ok) return stop({ kind: noticeForFailure(answer.code), purpose: wanted })
    stop(null)
    if (answer.value.kind === 'duplicate')
      setDuplicate({ input, itemId: answer.value.itemId, name: answer.value.institutionName })
  }

  async function mend(wanted: Purpose & { kind: 'reconnect' }) {
    const { itemId, name, selectAccounts } = wanted
    const answer = await completeReconnect({ itemId, selectAccounts }).catch(() => null)
    if (!answer) return stop({ kind: 'unreachable', purpose: wanted })
    if (!answer.ok) return stop({ kind: noticeForFailure(answer.code), purpose: wanted })
    stop(null)
    await showToast(fillSlot(selectAccounts ? words.chosen : words.reconnected, name))
  }

  async function addBeside({ input }: Duplicate) {
    busy.current = true
    setPhase('finishing')
    await connect({ ...input, anotherLogin: true })
    setDuplicate(null)
  }

  const outcome = problem ? (
    <LinkNotice
      kind={problem.kind}
      name={nameOf(problem.purpose)}
      message={problem.message}
      words={words}
      onRetry={() => void prepare(problem.purpose)}
      onDismiss={() => setProblem(null)}
    />
  ) : null

  return (
    <LinkContext value={{ phase, purpose, words, outcome, visit: begin }}>
      {children}
      {visit && Session ? (
        <Session
          key={visit.id}
          token={visit.token}
          receivedRedirectUri={visit.receivedRedirectUri}
          onOpened={() => setPhase('open')}
          onSuccess={(success) => void succeeded(visit, success)}
          onExit={(exit) => exited(visit, exit)}
        />
      ) : null}
      {duplicate ? (
        <DuplicateDialog
          name={duplicate.name}
          words={words.duplicate}
          onReconnect={() => {
            setDuplicate(null)
            void prepare({ kind: 'reconnect', itemId: duplicate.itemId, name: duplicate.name })
          }}
          onAnother={() => addBeside(duplicate)}
          onCancel={() => {
            setDuplicate(null)
            giveFocusBack()
            setProblem({
              kind: 'keptOne',
              purpose: { kind: 'reconnect', itemId: duplicate.itemId, name: duplicate.name },
            })
          }}
        />
      ) : null}
    </LinkContext>
  )
}
