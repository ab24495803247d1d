import type { ReactNode } from 'react'

interface Fact {
  name: string
  value: ReactNode
  /** What the figure alone does not say. */
  detail?: ReactNode
}

/** A few figures side by side, each under its name. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
      {facts.map(({ name, value, detail }) => (
        <div key={name} className="min-w-0">
          <dt className="text-13 text-ink-2">{name}</dt>
          <dd className="figures mt-0.5 text-17">{value}</dd>
          {detail ? <dd className="text-13 text-ink-2">{detail}</dd> : null}
        </div>
      ))}
    </dl>
  )
}
