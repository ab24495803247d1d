import { Bell } from 'lucide-react'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { Suspense } from 'react'
import { getUnreadCount } from '@/lib/notifications/queries'
import { cx } from '../ui/cx'
import { Link } from '../ui/link'

const MOST = 99

/** The way to the notifications, with how many are unread. A plain link: it needs no script. */
export function BellLink({ className }: { className?: string }) {
  return (
    <Suspense fallback={<BellMark count={0} className={className} />}>
      <CountedBell className={className} />
    </Suspense>
  )
}

async function CountedBell({ className }: { className?: string }) {
  return <BellMark count={await getUnreadCount()} className={className} />
}

function BellMark({ count, className }: { count: number; className?: string }) {
  const t = useTranslations('notifications')
  return (
    <Link
      href={'/notifications' as Route}
      aria-label={t('bell', { count })}
      className={cx(
        'touch-target relative grid size-9 shrink-0 place-items-center rounded-full text-ink-2 hover:bg-chip hover:text-ink',
        className,
      )}
    >
      <Bell aria-hidden="true" className="size-5" strokeWidth={1.6} />
      {count > 0 ? (
        <span
          aria-hidden="true"
          className="figures absolute -top-0.5 left-[52%] min-w-4 rounded-full bg-amber px-1 text-center text-12 leading-4 font-semibold text-card ring-2 ring-paper"
        >
          {count > MOST ? `${MOST}+` : count}
        </span>
      ) : null}
    </Link>
  )
}
