import type { ReactNode } from 'react'
import { BellLink } from './bell'
import { SearchButton } from './search-button'

/** The title of a page, with what one can do to the whole of it and the way to everything else. One for each page. */
export function PageHeader({
  title,
  description,
  back,
  actions,
}: {
  title: ReactNode
  description?: ReactNode
  /** A `BackLink` to the page that this one belongs to. */
  back?: ReactNode
  actions?: ReactNode
}) {
  return (
    <header className="mb-5 flex min-h-9 flex-wrap items-start justify-between gap-x-4 gap-y-3 rail:mb-6">
      <div className="min-w-0 rail:flex-1 rail:basis-80">
        {back}
        <h1 className="text-27">{title}</h1>
        {description ? <p className="mt-1 text-ink-2">{description}</p> : null}
      </div>
      <div className="flex flex-wrap items-center gap-2 empty:hidden rail:ml-auto">
        {actions}
        <div className="hidden items-center gap-2 rail:flex">
          <SearchButton />
          <BellLink />
        </div>
      </div>
    </header>
  )
}
