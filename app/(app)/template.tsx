import { type ReactNode, ViewTransition } from 'react'

/** From one page to another what was there fades and what comes appears; within a page nothing of it moves. */
export default function PageTransition({ children }: { children: ReactNode }) {
  return (
    <ViewTransition enter="page" exit="page" default="none">
      <div>{children}</div>
    </ViewTransition>
  )
}
