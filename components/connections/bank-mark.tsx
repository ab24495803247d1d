/** A spot in the institution's own colour, as an ornament before its name. */
export function BankMark({ color }: { color: string | null }) {
  return (
    <span
      aria-hidden="true"
      className="inline-block size-2.5 shrink-0 rounded-full bg-ink-3 ring-1 ring-line"
      style={color ? { backgroundColor: color } : undefined}
    />
  )
}
