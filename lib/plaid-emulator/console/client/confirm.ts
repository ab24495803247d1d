import { el, onClick } from '../../link/client/dom'
import type { Question } from './desk'

/** Asks in a dialog before something that cannot be undone. Escape is a no; the focus goes back to where it was. */
export function confirmInDialog({ title, words, yes, no }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const heading = el('h2', { id: 'question' }, title)
    const dialog = el(
      'dialog',
      { class: 'question', 'aria-labelledby': 'question' },
      heading,
      el('p', {}, words),
    )
    const answer = (label: string, look: string, value: string) =>
      onClick(el('button', { type: 'button', class: `button ${look}` }, label), () => dialog.close(value))
    dialog.append(el('div', { class: 'row end' }, answer(no, 'plain', 'no'), answer(yes, 'danger', 'yes')))
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}
