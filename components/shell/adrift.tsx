/** A boat that lies a little over: for pages on which something is not as it should be. */
export function Adrift() {
  return (
    <svg viewBox="0 0 160 64" fill="none" aria-hidden="true" className="h-16 w-40 text-ink">
      <rect x={0} y={41} width={160} height={23} fill="var(--color-keel-soft)" />
      <g transform="rotate(-9 80 41)">
        <path d="M82 9v22H63c9.400-6.500 15.700-13.800 19-22Z" fill="var(--color-keel)" />
        <path d="M56 35h48a25 25 0 0 1-19 17h-10a25 25 0 0 1-19-17Z" fill="currentColor" />
      </g>
      <path d="M0 41h160" stroke="currentColor" strokeWidth={1.5} />
    </svg>
  )
}
