import { AsyncLocalStorage } from 'node:async_hooks'
import type { PGlite, Transaction } from '@electric-sql/pglite'

/** What every wait of a process that is no more comes to: no catch of it gets anywhere either. */
export class ProcessDied extends Error {
  constructor() {
    super('The process died')
    this.name = 'ProcessDied'
  }
}

/** Where a wait is, as seen from the transactions of the database. */
type Where = 'outside' | 'begin' | 'inside'

/** When a process dies: at its n-th wait, before what it waits for has happened, or after it has, unheard. */
export interface Doom {
  at: number
  when: 'before' | 'after'
}

/**
 * The life of one process of the app. Everything it waits for goes through `wait`: statements of the database,
 * answers of the bank, sleep. From its death on nothing it does has an effect.
 */
export class Life {
  isOver = false
  waits = 0

  private doom: Doom | null = null
  private pause: { left: number; where: Where; reach: () => void; over: Promise<void> } | null = null

  constructor(private readonly onDeath: (doom: Doom) => void) {}

  /** From now on it lives so long. Null: until something else is said. */
  expect(doom: Doom | null): void {
    this.doom = doom === null ? null : { ...doom, at: this.waits + doom.at }
  }

  /**
   * Stands still before its n-th wait from now on, or before its n-th transaction, until it is released: as when the
   * machine is suspended, or an answer takes very long. Never inside a transaction, where everybody else would wait too.
   */
  standStill(
    nth: number,
    where: 'anywhere' | 'before a transaction',
  ): { reached: Promise<void>; release: () => void } {
    let reach = () => {}
    let release = () => {}
    const reached = new Promise<void>((resolve) => {
      reach = resolve
    })
    const over = new Promise<void>((resolve) => {
      release = resolve
    })
    this.pause = { left: nth, where: where === 'anywhere' ? 'outside' : 'begin', reach, over }
    return { reached, release }
  }

  async wait<Result>(what: () => Promise<Result>, where: Where = 'outside'): Promise<Result> {
    this.waits += 1
    const { pause } = this
    if (pause !== null && (where === pause.where || (where === 'begin' && pause.where === 'outside'))) {
      pause.left -= 1
      if (pause.left === 0) {
        this.pause = null
        pause.reach()
        await pause.over
      }
    }
    const doom = this.doom?.at === this.waits ? this.doom : null
    if (doom?.when === 'before') this.end(doom)
    this.check()
    const result = await what()
    if (doom !== null) this.end(doom)
    this.check()
    return result
  }

  /** Does something as this process: what it asks of a mortal database counts as its own. */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    return current.run(this, work)
  }

  check(): void {
    if (this.isOver) throw new ProcessDied()
  }

  private end(doom: Doom): void {
    if (!this.isOver) this.onDeath(doom)
    this.isOver = true
  }
}

const current = new AsyncLocalStorage<Life>()

/** The process that asks, if one does. */
export function lifeOfCaller(): Life | undefined {
  return current.getStore()
}

/** Does something as nobody: the history itself looks and acts while a process is at work. */
export function aside<Result>(work: () => Promise<Result>): Promise<Result> {
  return current.exit(work)
}

const waitFor = <Result>(what: () => Promise<Result>, where: Where = 'outside'): Promise<Result> =>
  current.getStore()?.wait(what, where) ?? what()

/**
 * A PGlite whose every statement is a wait of the process that asks for it, BEGIN and COMMIT among them. Of a process
 * that dies inside a transaction nothing stays; of one that dies after the COMMIT everything does.
 */
export function mortalPglite(pglite: PGlite): PGlite {
  // They take turns: of one that stands still everybody else would wait, as of a transaction.
  const query: PGlite['query'] = (sql, values, options) =>
    waitFor(() => pglite.query(sql, values, options), 'inside')
  const exec: PGlite['exec'] = (sql, options) => waitFor(() => pglite.exec(sql, options), 'inside')
  const transaction: PGlite['transaction'] = (work) =>
    waitFor(
      () =>
        pglite.transaction(async (session) => {
          const result = await work(mortalSession(session))
          await waitFor(async () => {}, 'inside')
          return result
        }),
      'begin',
    )
  return new Proxy(pglite, {
    get(target, name) {
      if (name === 'query') return query
      if (name === 'exec') return exec
      if (name === 'transaction') return transaction
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function mortalSession(session: Transaction): Transaction {
  const query: Transaction['query'] = (sql, values, options) =>
    waitFor(() => session.query(sql, values, options), 'inside')
  const exec: Transaction['exec'] = (sql, options) => waitFor(() => session.exec(sql, options), 'inside')
  return new Proxy(session, {
    get(target, name) {
      if (name === 'query') return query
      if (name === 'exec') return exec
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
