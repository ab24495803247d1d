/** One press of a key that a shortcut waits for. */
export interface KeyStep {
  /** As `KeyboardEvent.key` has it; letters small. */
  key: string
  /** ⌘ on Apple's keyboards, Ctrl on all others. */
  mod: boolean
  alt: boolean
  shift: boolean
}

/** What is asked of a press: a part of `KeyboardEvent`. */
export interface KeyPress {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

const NAMED: Readonly<Record<string, string>> = {
  space: ' ',
  enter: 'Enter',
  escape: 'Escape',
  esc: 'Escape',
  tab: 'Tab',
  backspace: 'Backspace',
  delete: 'Delete',
  home: 'Home',
  end: 'End',
  up: 'ArrowUp',
  down: 'ArrowDown',
  left: 'ArrowLeft',
  right: 'ArrowRight',
}

const isLetter = (key: string) => /^\p{L}$/u.test(key)

function parseStep(text: string): KeyStep {
  // The plus is a key as well.
  const names = /(^|\+)\+$/.test(text) ? [...text.split('+').slice(0, -2), '+'] : text.split('+')
  const last = names.at(-1) ?? ''
  const held = new Set(names.slice(0, -1).map((name) => name.toLowerCase()))
  for (const name of held)
    if (name !== 'mod' && name !== 'shift' && name !== 'alt') throw new TypeError(`${text}: no key "${name}"`)
  const key = [...last].length === 1 ? last.toLowerCase() : NAMED[last.toLowerCase()]
  if (key === undefined) throw new TypeError(`${text}: no key "${last}"`)
  return { key, mod: held.has('mod'), alt: held.has('alt'), shift: held.has('shift') }
}

/**
 * Reads a shortcut as it is written down: keys one after the other with spaces between (`g t`), what is held with a
 * plus (`Mod+k`, `Shift+p`, `Shift+Space`). @throws TypeError for a key that there is not.
 */
export function parseKeys(keys: string): KeyStep[] {
  const steps = keys.trim().split(/\s+/).map(parseStep)
  if (keys.trim() === '') throw new TypeError('a shortcut without keys')
  return steps
}

/** The letter of a press; on a keyboard of another script the Latin one that stands in its place. */
function keyOf({ key, code }: KeyPress): string {
  const latin = /^Key([A-Z])$/.exec(code)?.[1]
  if (latin !== undefined && isLetter(key) && !/^\p{Script=Latin}$/u.test(key)) return latin.toLowerCase()
  return [...key].length === 1 ? key.toLowerCase() : key
}

/**
 * Whether a press is the one that is waited for. Signs such as `?` need whatever their keyboard needs for them: whether
 * Shift is held counts for letters and named keys alone.
 */
export function isStep(step: KeyStep, press: KeyPress, apple: boolean): boolean {
  if (keyOf(press) !== step.key) return false
  const [mod, other] = apple ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey]
  if (mod !== step.mod || other || press.altKey !== step.alt) return false
  const isSign = [...step.key].length === 1 && !isLetter(step.key) && step.key !== ' '
  return isSign || press.shiftKey === step.shift
}

/** How far presses have come on the way through a shortcut. */
export function progressOf(
  steps: readonly KeyStep[],
  presses: readonly KeyPress[],
  apple: boolean,
): 'done' | 'begun' | 'no' {
  if (presses.length > steps.length) return 'no'
  const fits = presses.every((press, index) => {
    const step = steps[index]
    return step !== undefined && isStep(step, press, apple)
  })
  if (!fits) return 'no'
  return presses.length === steps.length ? 'done' : 'begun'
}

const SHOWN: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
}

/** The keys as they are printed on the keyboard, in the order of pressing: each step is what is held, then the key. */
export function keyCaps(keys: string, apple: boolean): string[][] {
  return parseKeys(keys).map(({ key, mod, alt, shift }) => [
    ...(mod ? [apple ? '⌘' : 'Ctrl'] : []),
    ...(alt ? [apple ? '⌥' : 'Alt'] : []),
    ...(shift ? [apple ? '⇧' : 'Shift'] : []),
    SHOWN[key] ?? (isLetter(key) ? key.toUpperCase() : key),
  ])
}
