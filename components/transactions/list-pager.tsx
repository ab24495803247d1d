import { ArrowLeft, ArrowRight } from 'lucide-react'
import type { Route } from 'next'
import { ButtonLink } from '@/components/ui/button'
import type { ListWords } from './list-words'

const ICON = { 'aria-hidden': true, className: 'size-3.5', strokeWidth: 1.75 } as const

/** The ways through the list for a page that does not live yet, or never will. */
export function ListPager({
  words,
  newest,
  older,
}: {
  words: ListWords
  newest: Route | null
  older: Route | null
}) {
  if (!newest && !older) return null
  return (
    <nav aria-label={words.pages} className="flex flex-wrap justify-between gap-2">
      {newest ? (
        <ButtonLink variant="secondary" icon={<ArrowLeft {...ICON} />} href={newest}>
          {words.newest}
        </ButtonLink>
      ) : null}
      {older ? (
        <ButtonLink variant="secondary" className="ml-auto" href={older}>
          {words.older}
          <ArrowRight {...ICON} />
        </ButtonLink>
      ) : null}
    </nav>
  )
}
