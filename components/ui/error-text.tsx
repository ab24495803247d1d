import type { ReactNode } from 'react'

/** What went wrong, in its place. Always there and empty at first, so that it is read out when words appear. */
export function ErrorText({ id, children }: { id?: string; children?: ReactNode }) {
  return (
    <p id={id} role="alert" className="text-13 text-alarm empty:hidden">
      {children}
    </p>
  )
}
