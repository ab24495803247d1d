'use client'

import { useState } from 'react'
import { Dialog } from '../ui/dialog'
import { Kbd } from '../ui/kbd'
import { keyCaps } from './key-sequence'
import { areShortcutsOn } from './preferences'
import { shortcutRegistry } from './shortcut-registry'

export interface ShortcutHelpWords {
  title: string
  lead: string
  /** Said where keys of one letter are switched off. */
  off: string
  /** Stands between keys that are pressed one after the other. */
  andThen: string
  close: string
}

interface ShortcutHelpProps {
  apple: boolean
  words: ShortcutHelpWords
  onClose: () => void
}

/** Every shortcut that works on the page that is open, by what it belongs to. */
export function ShortcutHelp({ apple, words, onClose }: ShortcutHelpProps) {
  // As it was when it opened: the page beneath does not change.
  const [groups] = useState(() => shortcutRegistry.list().filter(({ shortcuts }) => shortcuts.length > 0))
  return (
    <Dialog
      title={words.title}
      description={areShortcutsOn() ? words.lead : words.off}
      closeLabel={words.close}
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <div className="grid gap-5">
        {groups.map(({ name, shortcuts }) => (
          <section key={name} aria-label={name}>
            <h3 className="mb-1 font-sans text-13 font-semibold tracking-normal text-ink-2">{name}</h3>
            <dl className="divide-y divide-line-2">
              {shortcuts.map(({ keys, label }) => (
                <div key={keys} className="flex min-h-9 items-center justify-between gap-4">
                  <dt>{label}</dt>
                  <dd className="flex items-center gap-1.5 text-12 text-ink-2">
                    <Keys keys={keys} apple={apple} andThen={words.andThen} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function Keys({ keys, apple, andThen }: { keys: string; apple: boolean; andThen: string }) {
  return keyCaps(keys, apple).map((caps, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice, and none ever moves
    <span key={index} className="contents">
      {index > 0 ? <span>{andThen}</span> : null}
      <Kbd caps={caps} />
    </span>
  ))
}
