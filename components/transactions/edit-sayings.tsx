/** What others say of a thing that a person can say themselves: one line for each, and the way back to theirs. */
export interface SayingLines {
  lines: string[]
  /** On the button that gives up the person's own word; null where there is none. */
  back: string | null
}

export function EditSayings({
  sayings,
  onBack,
  name,
}: {
  sayings: SayingLines
  onBack: () => void
  /** What it is about, for those who do not see where the button stands. */
  name: string
}) {
  if (sayings.lines.length === 0 && sayings.back === null) return null
  return (
    <div className="grid gap-0.5 text-13 text-ink-2 wrap-anywhere">
      {sayings.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {sayings.back ? (
        <p>
          <button
            type="button"
            className="touch-target text-left text-keel underline underline-offset-2 hover:text-ink"
            aria-label={`${sayings.back}: ${name}`}
            onClick={onBack}
          >
            {sayings.back}
          </button>
        </p>
      ) : null}
    </div>
  )
}
