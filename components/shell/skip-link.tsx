export const MAIN_ID = 'content'

/** The first thing the keyboard meets: past the navigation, to the page. */
export function SkipLink({ label }: { label: string }) {
  return (
    <a
      href={`#${MAIN_ID}`}
      className="fixed top-3 left-3 z-60 -translate-y-20 rounded-control bg-ink px-4 py-2 font-semibold text-card focus:translate-y-0"
    >
      {label}
    </a>
  )
}
