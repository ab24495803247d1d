import type { Route } from 'next'
import Link from 'next/link'

/** One of Plaid's codes, with the way to what it means. */
export function Code({ of }: { of: string }) {
  return (
    <Link
      href={`/connections/codes#${encodeURIComponent(of)}` as Route}
      className="font-medium underline decoration-line underline-offset-2 hover:decoration-ink"
    >
      <code className="text-13">{of}</code>
    </Link>
  )
}
