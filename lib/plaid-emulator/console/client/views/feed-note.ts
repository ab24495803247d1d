import { el } from '../../../link/client/dom'
import type { Feed } from '../desk'
import { setShown, setText } from '../page-dom'

/** Words in place of a list: while nothing is known, when there is nothing, and where the emulator lacks it. */
export function feedNote(empty: string): {
  element: HTMLElement
  update<T>(feed: Feed<readonly T[]>): readonly T[]
} {
  const element = el('p', { class: 'nothing' }, 'Looking …')
  return {
    element,
    update: (feed) => {
      const values = feed.kind === 'ok' ? feed.value : []
      setShown(element, values.length === 0)
      setText(element, feed.kind === 'waiting' ? 'Looking …' : feed.kind === 'ok' ? empty : feed.words)
      return values
    },
  }
}
