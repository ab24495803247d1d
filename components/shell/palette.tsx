'use client'

import { Command } from 'cmdk'
import { Search, X } from 'lucide-react'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { Dialog as RadixDialog } from 'radix-ui'
import { type ReactNode, Suspense, use, useRef, useState } from 'react'
import { fillSlot } from '@/lib/i18n/client-words'
import type { PaletteEntries } from '@/lib/shell/queries'
import { Kbd } from '../ui/kbd'
import { matchScore } from '../ui/match-score'
import { useFocusReturn } from '../ui/use-focus-return'
import { keyCaps } from './key-sequence'
import type { KnownPlace } from './keyboard'
import { type PaletteAction, paletteActions } from './palette-actions'
import { places as placeIcons } from './places'
import { MAIN_ID } from './skip-link'

export interface PaletteWords {
  title: string
  close: string
  placeholder: string
  nothing: string
  loading: string
  failed: string
  go: string
  actions: string
  accounts: string
  categories: string
  merchants: string
  transactions: string
  /** With a slot for what was typed. */
  searchTransactions: string
  showAmounts: string
  hideAmounts: string
  hideWords: string
  themeLight: string
  themeDark: string
  themeSystem: string
  themeWords: string
  connect: string
  connectWords: string
  help: string
  signOut: string
  signOutWords: string
  hints: string
}

interface PaletteProps {
  places: readonly KnownPlace[]
  apple: boolean
  entries: Promise<PaletteEntries | null>
  words: PaletteWords
  onClose: () => void
  onHelp: () => void
}

/** A group's heading is the library's own element; its looks are given from here. */
const GROUP =
  '**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:pt-2.5 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-12 **:[[cmdk-group-heading]]:text-ink-2'

/** Keys are for those who have some. */
const KEYS = 'max-sm:hidden pointer-coarse:hidden'

const BELOW = 'border-t border-line px-4 py-2.5 text-13 text-ink-2'

const score = (_: string, typed: string, [name = '', ...others]: string[] = []) =>
  matchScore(name, typed, others)

/** One box that leads anywhere: pages, actions, accounts, categories, merchants, and the search for transactions. */
export function Palette({ places, apple, entries, words, onClose, onHelp }: PaletteProps) {
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const goes = useRef(false)
  const list = useRef<HTMLDivElement>(null)
  const focusReturn = useFocusReturn()
  const text = typed.trim()

  function go(href: string) {
    goes.current = true
    onClose()
    router.push(href as Route)
  }

  function act({ run, staysOpen }: PaletteAction) {
    if (!staysOpen) onClose()
    run()
  }

  return (
    <RadixDialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <RadixDialog.Portal>
        <RadixDialog.Overlay data-shade className="fixed inset-0 z-40 animate-fade-in bg-shade" />
        <RadixDialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusReturn.onOpenAutoFocus}
          onCloseAutoFocus={(event) => {
            // What was pressed to get here may not be on the next page.
            if (goes.current) document.getElementById(MAIN_ID)?.focus({ preventScroll: true })
            else focusReturn.onCloseAutoFocus(event)
            event.preventDefault()
          }}
          onKeyDown={(event) => {
            // What opened it closes it, and is not the browser's.
            if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            onClose()
          }}
          className="fixed inset-x-3 top-3 z-50 animate-rise-in overflow-hidden rounded-card border border-line bg-card sm:inset-x-auto sm:top-[12dvh] sm:left-1/2 sm:w-[36rem] sm:-translate-x-1/2"
        >
          <RadixDialog.Title className="sr-only">{words.title}</RadixDialog.Title>
          <Command label={words.title} loop vimBindings={false} filter={score}>
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Search aria-hidden="true" className="size-4 shrink-0 text-ink-2" strokeWidth={1.75} />
              <Command.Input
                value={typed}
                onValueChange={(next) => {
                  setTyped(next)
                  // The best answer comes first, wherever the list stood before.
                  requestAnimationFrame(() => list.current?.scrollTo(0, 0))
                }}
                placeholder={words.placeholder}
                enterKeyHint="go"
                autoCapitalize="none"
                className="h-12 min-w-0 grow bg-transparent text-[1rem] outline-none placeholder:text-ink-3"
              />
              <RadixDialog.Close
                aria-label={words.close}
                className="touch-target grid size-8 shrink-0 place-items-center rounded-control text-ink-2 hover:bg-chip hover:text-ink"
              >
                <X aria-hidden="true" className="size-4" />
              </RadixDialog.Close>
            </div>
            <Command.List
              ref={list}
              label={words.title}
              className="max-h-[min(26rem,60dvh)] overflow-y-auto overscroll-contain p-1.5 pb-2"
            >
              <Command.Empty className="px-2.5 py-6 text-center text-ink-2">{words.nothing}</Command.Empty>
              <Command.Group heading={words.go} className={GROUP}>
                {places.map(({ href, label, key }) => {
                  const Icon = placeIcons.find((place) => place.href === href)?.Icon
                  return (
                    <Entry
                      key={href}
                      value={href}
                      names={[label]}
                      icon={Icon ? <Icon aria-hidden="true" className="size-4" strokeWidth={1.6} /> : null}
                      onSelect={() => go(href)}
                      trailing={keyCaps(`g ${key}`, apple).map((caps) => (
                        <Kbd key={caps.join('+')} caps={caps} className={KEYS} />
                      ))}
                    >
                      {label}
                    </Entry>
                  )
                })}
              </Command.Group>
              <Command.Group heading={words.actions} className={GROUP}>
                {paletteActions(words, { go, openHelp: onHelp }).map((action) => (
                  <Entry
                    key={action.label}
                    value={action.label}
                    names={[action.label, action.otherWords]}
                    icon={<action.Icon aria-hidden="true" className="size-4" strokeWidth={1.6} />}
                    onSelect={() => act(action)}
                    trailing={
                      action.keys ? <Kbd caps={keyCaps(action.keys, apple).flat()} className={KEYS} /> : null
                    }
                  >
                    {action.label}
                  </Entry>
                ))}
              </Command.Group>
              <Suspense>
                <OwnEntries entries={entries} isSearching={text !== ''} words={words} go={go} />
              </Suspense>
              {text ? (
                <Command.Group heading={words.transactions} forceMount className={GROUP}>
                  <Entry
                    forceMount
                    value="search"
                    names={[]}
                    icon={<Search aria-hidden="true" className="size-4" strokeWidth={1.6} />}
                    onSelect={() => go(`/transactions?q=${encodeURIComponent(text)}`)}
                  >
                    {fillSlot(words.searchTransactions, text)}
                  </Entry>
                </Command.Group>
              ) : null}
            </Command.List>
            {/* Nothing but what can be chosen has a place in the list. */}
            <Suspense
              fallback={
                <p role="status" className={BELOW}>
                  {words.loading}
                </p>
              }
            >
              <Failure entries={entries} words={words} />
            </Suspense>
            <p className="sr-only">{words.hints}</p>
          </Command>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

/** Says so where what belongs to the household could not be had. */
function Failure({ entries, words }: Pick<PaletteProps, 'entries' | 'words'>) {
  return use(entries) === null ? <p className={BELOW}>{words.failed}</p> : null
}

/** What belongs to the household; the long lists only once something is typed. */
function OwnEntries({
  entries,
  isSearching,
  words,
  go,
}: {
  entries: Promise<PaletteEntries | null>
  isSearching: boolean
  words: PaletteWords
  go: (href: string) => void
}) {
  const own = use(entries)
  if (own === null) return null
  return (
    <>
      {own.accounts.length > 0 ? (
        <Command.Group heading={words.accounts} className={GROUP}>
          {own.accounts.map(({ id, label, detail }) => (
            <Entry
              key={id}
              value={id}
              names={[label, detail]}
              onSelect={() => go(`/transactions?account=${id}`)}
              trailing={<span className="truncate">{detail}</span>}
            >
              {label}
            </Entry>
          ))}
        </Command.Group>
      ) : null}
      {isSearching && own.categories.length > 0 ? (
        <Command.Group heading={words.categories} className={GROUP}>
          {own.categories.map(({ id, label, detail }) => (
            <Entry
              key={id}
              value={id}
              names={[label, detail]}
              onSelect={() => go(`/transactions?category=${encodeURIComponent(id)}`)}
              trailing={detail ? <span className="truncate">{detail}</span> : null}
            >
              {label}
            </Entry>
          ))}
        </Command.Group>
      ) : null}
      {isSearching && own.merchants.length > 0 ? (
        <Command.Group heading={words.merchants} className={GROUP}>
          {own.merchants.map((name) => (
            <Entry
              key={name}
              value={`merchant ${name}`}
              names={[name]}
              onSelect={() => go(`/transactions?q=${encodeURIComponent(name)}`)}
            >
              {name}
            </Entry>
          ))}
        </Command.Group>
      ) : null}
    </>
  )
}

function Entry({
  names,
  icon,
  trailing,
  children,
  ...rest
}: {
  /** Tells it apart; two accounts may have one name. */
  value: string
  /** What it is called, then other words that lead to it. */
  names: string[]
  forceMount?: boolean
  onSelect: () => void
  icon?: ReactNode
  trailing?: ReactNode
  children: ReactNode
}) {
  return (
    <Command.Item
      {...rest}
      keywords={names}
      className="flex min-h-9 cursor-pointer items-center gap-3 rounded-control px-2.5 py-1 select-none data-[selected=true]:bg-chip pointer-coarse:min-h-11"
    >
      {icon === undefined ? null : <span className="shrink-0 text-ink-2">{icon}</span>}
      <span className="min-w-0 grow truncate">{children}</span>
      {trailing ? (
        <span className="flex max-w-[45%] shrink-0 items-center gap-1 text-13 text-ink-2">{trailing}</span>
      ) : null}
    </Command.Item>
  )
}
