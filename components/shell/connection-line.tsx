import { useTranslations } from 'next-intl'
import { cx } from '../ui/cx'
import { Link } from '../ui/link'

/** How a household's connections are, in numbers. Those that need somebody, import or are behind share none. */
export interface ConnectionCounts {
  connectionCount: number
  needsAttention: number
  importingCount: number
  /** Their bank does not answer, and nobody here can do anything about it. */
  behindCount: number
}

/** One line on all connections, the most pressing first; nothing without any. Leads to their page. */
export function ConnectionLine({ counts, className }: { counts: ConnectionCounts; className?: string }) {
  const t = useTranslations('shellMore')
  const { connectionCount: count, needsAttention: needs, importingCount, behindCount } = counts
  if (count === 0) return null
  const [words, mark] =
    needs > 0
      ? [t('connectionsNeedYou', { needs, count }), 'bg-amber']
      : importingCount > 0
        ? [t('connectionsImporting', { count: importingCount }), 'bg-keel animate-breathe']
        : behindCount > 0
          ? [t('connectionsBehind', { fine: count - behindCount, count }), 'bg-edge']
          : [t('connectionsFine', { count }), 'bg-in']
  return (
    <Link
      href="/connections"
      className={cx(
        'touch-target flex items-baseline gap-2 rounded-control text-12 hover:text-ink',
        needs > 0 ? 'text-amber' : 'text-ink-2',
        className,
      )}
    >
      <span aria-hidden="true" className={cx('size-1.5 shrink-0 -translate-y-px rounded-full', mark)} />
      {words}
    </Link>
  )
}
