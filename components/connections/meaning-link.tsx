import { useTranslations } from 'next-intl'
import { meaningOf } from '@/lib/bank/meanings'
import { codeHref } from '@/lib/connections/code-search'
import { Link } from '../ui/link'

/** Leads to what an error code means; one that is explained nowhere is only named. */
export function MeaningLink({ code, type }: { code: string; type: string | null }) {
  const t = useTranslations('connections')
  if (!meaningOf(code, type).known)
    return <span className="mt-1 block text-12 wrap-anywhere">{t('unknownCode', { code })}</span>
  return (
    <Link
      href={codeHref(code)}
      className="mt-1 block w-fit text-12 wrap-anywhere underline underline-offset-2 hover:text-ink"
    >
      {t('code', { code })}
    </Link>
  )
}
