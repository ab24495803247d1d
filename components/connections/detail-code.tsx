import { useTranslations } from 'next-intl'
import { meaningOf } from '@/lib/bank/meanings'
import { codeHref } from '@/lib/connections/code-search'
import { Link } from '../ui/link'

/** An error code, with the way to what it means where that is known; Evenkeel's own ones in words. */
export function DetailCode({ code, type }: { code: string; type: string | null }) {
  const t = useTranslations('connection')
  const own = `ownCode.${code}` as 'ownCode.INTERNAL'
  const words = t.has(own) ? t(own) : null
  if (!meaningOf(code, type).known) return words ?? <span className="wrap-anywhere">{code}</span>
  return (
    <Link
      href={codeHref(code)}
      className="font-medium wrap-anywhere text-ink underline decoration-ink-3 underline-offset-2 hover:decoration-current"
    >
      {words ?? code}
    </Link>
  )
}
