'use client'

import type { Route } from 'next'
import type { KeyboardEvent, ReactNode } from 'react'
import { cx } from './cx'
import { Link } from './link'

export interface TabLink {
  href: Route
  label: string
  selected: boolean
  /** A number beside the label; part of no accessible name, so that the tab keeps its own. */
  count?: string
}

interface TabsLinksProps {
  /** Names the row of tabs. */
  label: string
  tabs: TabLink[]
  /** Id of the `TabPanel` that shows what is selected. */
  panelId: string
  className?: string
}

const STEP: Record<string, (index: number, count: number) => number> = {
  ArrowLeft: (index, count) => (index + count - 1) % count,
  ArrowRight: (index, count) => (index + 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** Tabs that are links: the address says which is selected, arrow keys move between them and Enter opens. */
export function TabsLinks({ label, tabs, panelId, className }: TabsLinksProps) {
  function move(event: KeyboardEvent<HTMLDivElement>) {
    const step = STEP[event.key]
    if (!step) return
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')]
    const active = document.activeElement
    const here = active instanceof HTMLElement ? all.indexOf(active) : -1
    if (here === -1) return
    event.preventDefault()
    all[step(here, all.length)]?.focus()
  }

  return (
    <div
      role="tablist"
      aria-label={label}
      onKeyDown={move}
      className={cx('flex gap-6 border-b border-line', className)}
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          role="tab"
          id={`${panelId}-${tab.selected ? 'selected' : tab.label}`}
          aria-selected={tab.selected}
          aria-controls={tab.selected ? panelId : undefined}
          tabIndex={tab.selected ? 0 : -1}
          scroll={false}
          className={cx(
            '-mb-px flex h-10 items-center gap-2 border-b-2 pointer-coarse:h-11',
            tab.selected
              ? 'border-ink font-semibold text-ink'
              : 'border-transparent text-ink-2 hover:border-line hover:text-ink',
          )}
        >
          {tab.label}
          {tab.count ? (
            <span aria-hidden="true" data-public className="figures text-13 font-normal text-ink-3">
              {tab.count}
            </span>
          ) : null}
        </Link>
      ))}
    </div>
  )
}

/** What the selected tab of `TabsLinks` shows. */
export function TabPanel({
  id,
  className,
  children,
}: {
  id: string
  className?: string
  children: ReactNode
}) {
  return (
    <div role="tabpanel" id={id} aria-labelledby={`${id}-selected`} className={className}>
      {children}
    </div>
  )
}
