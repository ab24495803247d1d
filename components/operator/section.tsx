import { useLocale } from 'next-intl'
import type { ReactNode } from 'react'
import { numberFormat } from '@/lib/i18n/formatters'
import { Card, CardHeader } from '../ui/card'

interface SectionProps {
  id: string
  title: string
  description?: string
  actions?: ReactNode
  children: ReactNode
}

/** One side of the installation. What is wider than a narrow screen scrolls inside its own card. */
export function Section({ id, title, description, actions, children }: SectionProps) {
  return (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title={title} description={description} actions={actions} className="mb-3" />
      {children}
    </Card>
  )
}

const SCROLLING = '-mx-1 min-w-0 overflow-x-auto px-1'

/** A table may be wider than the screen: then it can be moved by keyboard as well. */
export function Wide({ labelledBy, children }: { labelledBy: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset, and not another region of the card's own name.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached without a pointer.
    <div role="group" aria-labelledby={labelledBy} tabIndex={0} className={SCROLLING}>
      {children}
    </div>
  )
}

/** The sentence in place of what there is none of. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className="text-ink-2">{children}</p>
}

/** An id that can be selected at one stroke. */
export function Id({ children }: { children: string }) {
  return <code className="text-13 select-all">{children}</code>
}

export function Figure({ of }: { of: number }) {
  return numberFormat(useLocale()).format(of)
}
