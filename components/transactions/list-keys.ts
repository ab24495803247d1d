'use client'

import { useShortcuts } from '@/components/shell/use-shortcuts'

/** What the keys of the list do, in words. */
export interface ListKeyWords {
  group: string
  next: string
  previous: string
  select: string
  range: string
  open: string
  category: string
  tags: string
  review: string
  exclude: string
  flag: string
  undo: string
  clear: string
}

interface ListKeyActions {
  step: (by: 1 | -1) => void
  open: () => void
  select: (range: boolean) => void
  ask: (question: 'category' | 'tags') => void
  turn: (what: 'reviewed' | 'excluded' | 'flagged') => void
  undo: () => void
  clear: () => void
}

/** The keys of the list: they act on what is ticked, else on the row where the keyboard is. */
export function useListKeys(words: ListKeyWords, act: ListKeyActions): void {
  useShortcuts(words.group, [
    { keys: 'j', label: words.next, run: () => act.step(1) },
    { keys: 'k', label: words.previous, run: () => act.step(-1) },
    { keys: 'Space', label: words.select, run: () => act.select(false) },
    { keys: 'Shift+Space', label: words.range, run: () => act.select(true) },
    { keys: 'Enter', label: words.open, run: act.open },
    { keys: 'c', label: words.category, run: () => act.ask('category') },
    { keys: 't', label: words.tags, run: () => act.ask('tags') },
    { keys: 'r', label: words.review, run: () => act.turn('reviewed') },
    { keys: 'e', label: words.exclude, run: () => act.turn('excluded') },
    { keys: 'f', label: words.flag, run: () => act.turn('flagged') },
    { keys: 'u', label: words.undo, run: act.undo },
    { keys: 'Escape', label: words.clear, run: act.clear },
  ])
}
