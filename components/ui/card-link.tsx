import type { Route } from 'next'
import type { ReactNode } from 'react'
import { ButtonLink } from './button'

/** What stands at the right of a card's heading, in line with its edge. */
export const CARD_ACTION = { variant: 'quiet', size: 'small', className: '-my-1 -mr-3' } as const

/** Leads from a card to the page that has all of it: for the `actions` of its heading. */
export function CardLink({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <ButtonLink {...CARD_ACTION} href={href}>
      {children}
    </ButtonLink>
  )
}
