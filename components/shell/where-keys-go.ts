import type { KeyPress, KeyStep } from './key-sequence'

/** What takes letters. Boxes to tick and buttons do not. */
const TYPED_IN =
  'input:not([type=checkbox],[type=radio],[type=button],[type=submit],[type=reset]),select,textarea,[contenteditable]:not([contenteditable=false])'

/** What has keys of its own: arrows, Home, letters that lead to an entry. */
const OWN_KEYS =
  '[role=menu],[role=listbox],[role=combobox],[role=radiogroup],[role=tablist],[role=slider],[role=application]'

/** What lies over the page: its keys are its own for as long as it is open. */
const OVER_THE_PAGE = '[role=dialog]:not([popover]),[role=alertdialog],[role=menu],dialog[open],:popover-open'

/** Enter and Space press these. */
const PRESSED = 'button,a[href],summary,input,[role=button],[role=link],[role=checkbox],[role=switch]'

const isShown = (element: Element) => element.getClientRects().length > 0

/** Whether something is open over the page, so that the page's own keys must wait. */
export function isCovered(): boolean {
  return [...document.querySelectorAll(OVER_THE_PAGE)].some(isShown)
}

/** Whether the keyboard is somewhere that keys without Ctrl or ⌘ belong to. */
export function isTypedIn(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`${TYPED_IN},${OWN_KEYS}`) !== null
}

/** Whether the element under the keyboard answers to this press itself, as a button does to Space. */
export function isPressedItself(target: EventTarget | null, { key }: Pick<KeyPress, 'key'>): boolean {
  return (key === ' ' || key === 'Enter') && target instanceof Element && target.closest(PRESSED) !== null
}

/** Whether the browser's own habits leave a shortcut alone: with Ctrl or ⌘ it can be meant anywhere. */
export function isWithModifier(steps: readonly KeyStep[]): boolean {
  return steps.every(({ mod }) => mod)
}
