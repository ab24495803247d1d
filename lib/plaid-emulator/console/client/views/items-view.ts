import { el } from '../../../link/client/dom'
import type { Desk, View } from '../desk'
import { keyedList } from '../page-dom'
import type { Item } from '../wire'
import { feedNote } from './feed-note'
import { type ItemCard, itemCard } from './item-card'
import { itemMaker } from './item-maker'

/** Every Item, its state, and what can be made to happen to it. The newest is on top. */
export function itemsView(desk: Desk): View {
  const note = feedNote('No Items yet. Link a bank with your client, or make an Item here.')
  const list = el('div', { class: 'stack' })
  const cards = new Map<string, ItemCard>()
  let now = 0
  const sync = keyedList<Item>(
    list,
    ({ item_id }) => item_id,
    (item) => {
      const made = itemCard(desk, item)
      cards.set(item.item_id, made)
      return { element: made.element, update: (seen) => made.update(seen, now) }
    },
  )
  const maker = itemMaker(desk)
  return {
    element: el('div', { class: 'stack' }, note.element, list, maker.element),
    update: (sight) => {
      now = sight.now
      const items = note.update(sight.items)
      sync(items.toReversed())
      const present = new Set(items.map(({ item_id }) => item_id))
      for (const id of cards.keys()) if (!present.has(id)) cards.delete(id)
      maker.update(sight)
    },
    refresh: async () => {
      await Promise.all([...cards.values()].map((card) => card.refresh()))
    },
  }
}
