import type { Feed, Sight } from './desk'
import type { EmulatorClient, Outcome } from './emulator-client'
import { readClock, readInstitutions, readItems, readKeys, readLog, readRules } from './wire'

const everyMs = 2000

export interface LiveOptions {
  client: EmulatorClient
  /** Which of the things that seldom change somebody looks at now. */
  wants: () => { institutions: boolean; keys: boolean }
  /** What the view in front asks for besides. */
  alongside: () => Promise<void>
  onSight: (sight: Sight) => void
  /** Why the emulator could not be seen, or null when it could. */
  onTrouble: (words: string | null) => void
  /** The emulator does not let this browser see anything. */
  onLocked: () => void
}

/** What is known after a look: the last thing seen stays where the emulator did not answer. */
function seen<T>(last: Feed<T>, outcome: Outcome<T>): Feed<T> {
  if (outcome.kind === 'unreachable' || outcome.kind === 'locked') return last
  return outcome.kind === 'ok' ? outcome : { kind: outcome.kind, words: outcome.words }
}

/** Looks at the emulator every two seconds while the page is visible. `look` looks at once, and never twice at a time. */
export function live(options: LiveOptions): { look(): Promise<void>; start(): void; stop(): void } {
  const { client, wants } = options
  let sight: Sight = {
    clock: { kind: 'waiting' },
    items: { kind: 'waiting' },
    institutions: { kind: 'waiting' },
    rules: { kind: 'waiting' },
    log: { kind: 'waiting' },
    keys: { kind: 'waiting' },
    now: 0,
  }
  let isOn = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let looking: Promise<void> | null = null
  let isAskedAgain = false

  async function lookOnce(): Promise<void> {
    const clock = await client.get('/clock', readClock)
    // There always is a clock: where there seems to be none, this browser may not see it.
    if (clock.kind === 'locked' || clock.kind === 'missing') return options.onLocked()
    if (clock.kind !== 'ok') return options.onTrouble(clock.words)
    const now = Date.parse(clock.value.now)
    const seldom = wants()
    const [items, rules, log, institutions, keys] = await Promise.all([
      client.get('/items', readItems),
      client.get('/rules', readRules),
      client.get('/log?limit=100', readLog),
      seldom.institutions || sight.institutions.kind === 'waiting'
        ? client.get('/institutions', readInstitutions)
        : null,
      seldom.keys || sight.keys.kind === 'waiting' ? client.get('/keys', readKeys) : null,
      options.alongside(),
    ])
    sight = {
      clock,
      items: seen(sight.items, items),
      rules: seen(sight.rules, rules),
      log: seen(sight.log, log),
      institutions: institutions === null ? sight.institutions : seen(sight.institutions, institutions),
      keys: keys === null ? sight.keys : seen(sight.keys, keys),
      now,
    }
    const unseen = [items, rules, log].find(({ kind }) => kind === 'unreachable')
    options.onTrouble(unseen?.kind === 'unreachable' ? unseen.words : null)
    options.onSight(sight)
  }

  async function lookAndAgain(): Promise<void> {
    do {
      isAskedAgain = false
      await lookOnce()
    } while (isAskedAgain)
  }

  function look(): Promise<void> {
    // What is under way may have begun before the change that somebody wants to see.
    if (looking !== null) isAskedAgain = true
    looking ??= lookAndAgain().finally(() => {
      looking = null
    })
    return looking
  }

  function goOn(): void {
    clearTimeout(timer)
    if (!isOn || document.hidden) return
    void look().finally(() => {
      clearTimeout(timer)
      if (isOn && !document.hidden) timer = setTimeout(goOn, everyMs)
    })
  }

  document.addEventListener('visibilitychange', goOn)
  return {
    look,
    start: () => {
      isOn = true
      goOn()
    },
    stop: () => {
      isOn = false
      clearTimeout(timer)
    },
  }
}
