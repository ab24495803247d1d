import { meaningOf } from '@/lib/bank/meanings'
import { codeHref } from '@/lib/connections/code-search'
import { Link } from '../ui/link'

/** An error code, with the way to what it means where that is known. */
export function Code({ of, type = null }: { of: string; type?: string | null }) {
  if (!meaningOf(of, type).known) return <code className="text-13">{of}</code>
  return (
    <Link
      href={codeHref(of)}
      className="font-medium underline decoration-line underline-offset-2 hover:decoration-ink"
    >
      <code className="text-13">{of}</code>
    </Link>
  )
}
