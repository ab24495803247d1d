import { initials } from './initials'

/** The first letters of a name, as an ornament before it. */
export function InitialsTile({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-7 shrink-0 place-items-center rounded-control bg-chip text-12 font-semibold text-ink-2 in-data-selected:bg-card"
    >
      {initials(name)}
    </span>
  )
}
