interface ProgressProps {
  /** What is under way; also the accessible name. */
  label: string
  /** From 0 to `max`; absent while the end cannot be known. */
  value?: number
  max?: number
  /** What the numbers say, e.g. "1,240 transactions so far". */
  detail?: string
}

/** How far something has come, with its numbers; without `value` it only says that it is under way. */
export function Progress({ label, value, max = 100, detail }: ProgressProps) {
  const part = value === undefined ? undefined : Math.min(1, Math.max(0, value / max))
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{label}</span>
        {detail ? (
          <span data-public className="figures text-13 text-ink-2">
            {detail}
          </span>
        ) : null}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={detail}
        className="h-1.5 overflow-hidden rounded-full bg-chip"
      >
        {part === undefined ? (
          <div className="h-full w-2/5 animate-drift rounded-full bg-keel" />
        ) : (
          <div
            className="h-full rounded-full bg-keel transition-[width] duration-500 ease-keel motion-reduce:transition-none"
            style={{ width: `${part * 100}%` }}
          />
        )}
      </div>
    </div>
  )
}
