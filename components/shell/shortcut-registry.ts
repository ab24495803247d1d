import { type KeyPress, type KeyStep, parseKeys, progressOf } from './key-sequence'

export interface Shortcut {
  /** As `parseKeys` reads it: `j`, `g t`, `Shift+Space`, `Mod+k`. */
  keys: string
  /** What it does, for the list of all shortcuts. */
  label: string
  run: () => void
}

export interface ShortcutGroup {
  name: string
  shortcuts: readonly Shortcut[]
}

/** A second key counts as one sequence with the first for this long. */
const SEQUENCE_MS = 1500

interface Member {
  group: ShortcutGroup
  parsed: readonly { shortcut: Shortcut; steps: readonly KeyStep[] }[]
}

/**
 * The shortcuts of the page that is open. What was added last comes first: a page may give a key another meaning than
 * the shell, and has it back to itself when it goes.
 */
export class ShortcutRegistry {
  readonly #members = new Map<symbol, Member>()
  #presses: KeyPress[] = []
  #pressedAtMs = 0

  /** @returns what puts another group in its place, or with null takes it away. @throws TypeError for unknown keys. */
  add(group: ShortcutGroup): (next: ShortcutGroup | null) => void {
    const id = Symbol(group.name)
    const set = (next: ShortcutGroup | null) => {
      if (next === null) this.#members.delete(id)
      else this.#members.set(id, { group: next, parsed: next.shortcuts.map(parse) })
    }
    set(group)
    return set
  }

  /** What can be pressed now, for the list of all shortcuts; groups of one name are one. */
  list(): ShortcutGroup[] {
    const groups = new Map<string, Shortcut[]>()
    for (const { group } of this.#members.values())
      groups.set(group.name, [...(groups.get(group.name) ?? []), ...group.shortcuts])
    return [...groups].map(([name, shortcuts]) => ({ name, shortcuts }))
  }

  /**
   * What a press means, after those that came just before it: null while it is no shortcut, or not a whole one yet.
   *
   * @param atMs when it was pressed, on any clock that only goes forward.
   * @param accepts leaves out shortcuts that must do nothing where the keyboard is.
   */
  press(
    press: KeyPress,
    atMs: number,
    apple: boolean,
    accepts: (shortcut: Shortcut, steps: readonly KeyStep[]) => boolean = () => true,
  ): Shortcut | null {
    const before = atMs - this.#pressedAtMs <= SEQUENCE_MS ? this.#presses : []
    this.#pressedAtMs = atMs
    const all = [...this.#members.values()]
      .toReversed()
      .flatMap(({ parsed }) => parsed)
      .filter(({ shortcut, steps }) => accepts(shortcut, steps))
    for (const presses of before.length > 0 ? [[...before, press], [press]] : [[press]]) {
      const done = all.find(({ steps }) => progressOf(steps, presses, apple) === 'done')
      const begun = !done && all.some(({ steps }) => progressOf(steps, presses, apple) === 'begun')
      this.#presses = begun ? presses : []
      if (done) return done.shortcut
      if (begun) return null
    }
    return null
  }
}

function parse(shortcut: Shortcut) {
  return { shortcut, steps: parseKeys(shortcut.keys) }
}

/** The one of this browser's page. */
export const shortcutRegistry = new ShortcutRegistry()
