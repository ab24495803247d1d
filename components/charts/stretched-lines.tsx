import type { ReactNode } from 'react'

/** How many units a `StretchedLine` reckons with from edge to edge, across as well as down. */
export const SIZE = 1000

/** Lines over the whole of a plot, whatever its size: it is stretched to fill it, and they keep their widths. */
export function StretchedLines({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      preserveAspectRatio="none"
      fill="none"
      aria-hidden="true"
      strokeLinejoin="round"
      strokeLinecap="round"
      className="absolute inset-0 size-full animate-unroll overflow-visible"
    >
      {children}
    </svg>
  )
}

interface StretchedLineProps {
  d: string
  stroke: string
  /** In pixels. */
  strokeWidth?: number
  strokeDasharray?: string
}

export function StretchedLine(props: StretchedLineProps) {
  return <path {...props} vectorEffect="non-scaling-stroke" />
}
