'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { usePlaidLink } from 'react-plaid-link'
import { createLinkRecorder, type LinkRecorder, sendLinkReport } from './link-recorder'
import { isLinkShown, watchLink } from './link-script'
import type { LinkExit, LinkGiven, LinkSession as Session } from './link-visit'

interface LinkSessionProps {
  session: Session
  onOpened: () => void
  onSuccess: (given: LinkGiven) => void
  onExit: (exit: LinkExit) => void
  /** What Link showed is not there any more, and Link has not said how it ended. */
  onGone: () => void
}

/** Link's frame is loaded from Plaid; if it has not come by now, something keeps it away. */
const OPEN_WITHIN_MS = 20_000

/** What a session is called of which Link never told an id: nobody else's, and nobody's who could be known by it. */
const namelessId = () =>
  `nameless-${Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`

/**
 * One visit to Link, for which its script is there already: mount it with a token and Link opens; it ends in
 * `onSuccess`, `onExit` or `onGone`, once, and goes on reporting what Link tells of it. Mount a new one (another `key`)
 * for another token.
 */
export function LinkSession({ session, onOpened, onSuccess, onExit, onGone }: LinkSessionProps) {
  const { token, purpose, returning } = session
  const over = useRef(false)
  const going = useRef(false)
  const [loaded, setLoaded] = useState(false)
  const [recorder] = useState<LinkRecorder>(() =>
    createLinkRecorder({
      purpose: purpose.kind,
      leg: returning?.leg ?? 0,
      nameless: namelessId(),
      now: () => new Date(),
      send: sendLinkReport,
    }),
  )

  function end(tell: () => void, linkSessionId = '') {
    // Taken out of the page while it is open, Link is told to leave and says so; that is no wish of the person's.
    if (over.current || going.current) return
    over.current = true
    recorder.finish(linkSessionId)
    tell()
  }

  // Link keeps the callbacks that it was created with, so these must reach the newest ones.
  const latest = useRef({ onOpened, onSuccess, onExit, onGone })
  useEffect(() => {
    latest.current = { onOpened, onSuccess, onExit, onGone }
  })

  // Before the hook's own effect, whose clean-up makes Link leave.
  useEffect(() => {
    going.current = false
    return () => {
      going.current = true
      recorder.report(false)
    }
  }, [recorder])

  const { open, ready, error } = usePlaidLink({
    token,
    ...(returning ? { receivedRedirectUri: returning.receivedRedirectUri } : {}),
    onLoad: () => setLoaded(true),
    onEvent: (name, metadata) => {
      if (name === 'OPEN') setLoaded(true)
      recorder.record(name, metadata)
    },
    onSuccess: (publicToken, { institution, accounts, link_session_id: linkSessionId }) =>
      end(
        () =>
          latest.current.onSuccess({
            publicToken,
            linkSessionId,
            institution: institution && { id: institution.institution_id, name: institution.name },
            accounts: accounts.map(({ name, mask }) => ({ name, mask })),
          }),
        linkSessionId,
      ),
    onExit: (problem, { status, link_session_id }) =>
      end(
        () =>
          latest.current.onExit(
            problem
              ? { kind: 'error', code: problem.error_code, message: problem.display_message }
              : { kind: 'closed', status },
          ),
        link_session_id,
      ),
  })

  useEffect(() => {
    if (ready) open()
  }, [ready, open])

  const opened = useEffectEvent(() => {
    if (!over.current) latest.current.onOpened()
  })
  useEffect(() => {
    if (ready && loaded) opened()
  }, [ready, loaded])

  const failed = error !== null
  const late = useEffectEvent(() => {
    // Not heard of, but there: it is the person's to use or to close.
    if (ready && !failed && isLinkShown()) setLoaded(true)
    else end(() => latest.current.onExit({ kind: 'unavailable' }))
  })
  useEffect(() => {
    if (ready && loaded) return
    const timer = setTimeout(() => late(), failed ? 0 : OPEN_WITHIN_MS)
    return () => clearTimeout(timer)
  }, [ready, loaded, failed])

  const gone = useEffectEvent(() => end(() => latest.current.onGone()))
  useEffect(() => {
    // A little later: Link may be about to say how it ended.
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      timer = setTimeout(() => !isLinkShown() && gone())
    }
    const stop = watchLink(look)
    // Put aside by the browser and brought back, the page may have come back without Link.
    const shown = (event: PageTransitionEvent) => event.persisted && loaded && look()
    const leave = () => recorder.report(true)
    const hide = () => document.visibilityState === 'hidden' && leave()
    addEventListener('pageshow', shown)
    addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearTimeout(timer)
      stop()
      removeEventListener('pageshow', shown)
      removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [recorder, loaded])

  return null
}
