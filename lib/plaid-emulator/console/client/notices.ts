import { el, onClick } from '../../link/client/dom'

const shownMs = 8000
const most = 3

/** What was said last, at the foot of the page. Successes go by themselves, troubles when they are put away. */
export function notices(): { element: HTMLElement; tell(words: string, isTrouble?: boolean): void } {
  const successes = el('div', { role: 'status', class: 'notice-stack' })
  const troubles = el('div', { role: 'alert', class: 'notice-stack' })
  const element = el('div', { class: 'notices' }, troubles, successes)
  const tell = (words: string, isTrouble = false) => {
    const stack = isTrouble ? troubles : successes
    const notice = el(
      'div',
      { class: isTrouble ? 'notice trouble' : 'notice' },
      el('p', {}, words),
      onClick(
        el('button', { type: 'button', class: 'button quiet', 'aria-label': `Put away: ${words}` }, 'OK'),
        () => notice.remove(),
      ),
    )
    stack.append(notice)
    while (stack.childElementCount > most) stack.firstElementChild?.remove()
    if (!isTrouble) setTimeout(() => notice.remove(), shownMs)
  }
  return { element, tell }
}
