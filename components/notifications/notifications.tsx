import {
  ArrowLeftRight,
  CalendarClock,
  CalendarX2,
  Gauge,
  Landmark,
  type LucideIcon,
  PiggyBank,
  Plus,
  TrendingUp,
} from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { getLocale, getTranslations } from 'next-intl/server'
import { addDays, type CalendarDate, toUtcMidnight } from '@/lib/calendar/calendar-date'
import type { CategoryBook } from '@/lib/categories/category-book'
import { getCategoryBook } from '@/lib/categories/queries'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import { notificationHref } from '@/lib/notifications/href'
import type { Kind } from '@/lib/notifications/kinds'
import { listOwnNotifications, type Notification } from '@/lib/notifications/queries'
import { type NotificationSearch, notificationsHref } from '@/lib/notifications/schema'
import { ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { cx } from '../ui/cx'
import { EmptyState } from '../ui/empty-state'
import { Pill } from '../ui/pill'
import { SegmentedLinks } from '../ui/segmented-links'
import { MarkAllRead } from './mark-all-read'
import { useNotificationText } from './notification-text'
import { OpeningLink } from './opening-link'
import { ReadButton } from './read-button'

const ICONS: Readonly<Record<Kind, LucideIcon>> = {
  connection: Landmark,
  large: ArrowLeftRight,
  balance: PiggyBank,
  price: TrendingUp,
  missed: CalendarX2,
  budget: Gauge,
  due: CalendarClock,
  accounts: Plus,
}

/** What the person was told, day by day, the latest first. */
export async function Notifications({ search }: { search: NotificationSearch }) {
  const [t, locale, page, categories] = await Promise.all([
    getTranslations('notifications'),
    getLocale(),
    listOwnNotifications(search),
    getCategoryBook(),
  ])
  const { notifications, kinds, unread, next, today } = page
  const days = [...new Set(notifications.map(({ day }) => day))]
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        {kinds.length > 1 || search.kind ? (
          <SegmentedLinks
            label={t('filter')}
            links={[null, ...kinds].map((kind) => ({
              href: notificationsHref({ kind }),
              label: kind ? t(`kinds.${kind}.name`) : t('all'),
              current: kind === search.kind,
            }))}
          />
        ) : null}
        <div className="flex flex-wrap items-center gap-3">
          {notifications.length > 0 ? (
            <p role="status" className="text-13 text-ink-2">
              {t('unreadCount', { count: unread })}
            </p>
          ) : null}
          {unread > 0 ? (
            <MarkAllRead words={{ action: t('markAll'), pending: t('marking'), failed: t('markFailed') }} />
          ) : null}
        </div>
      </div>
      {notifications.length === 0 ? (
        <Card>
          <EmptyState title={t(search.kind ? 'emptyKindTitle' : 'emptyTitle')}>
            {t(search.kind ? 'emptyKind' : 'empty')}
          </EmptyState>
        </Card>
      ) : null}
      {days.map((day) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`} className="mb-2 font-sans text-13 font-semibold text-ink-2">
            {dayName(day, today, { today: t('today'), yesterday: t('yesterday') }, locale)}
          </h2>
          <ul className="divide-y divide-line-2 rounded-card border border-line bg-card">
            {notifications
              .filter((one) => one.day === day)
              .map((one) => (
                <Line key={one.id} notification={one} categories={categories} timeZone={page.timeZone} />
              ))}
          </ul>
        </section>
      ))}
      {next || search.after ? (
        <nav aria-label={t('older')} className="flex flex-wrap gap-2">
          {search.after ? (
            <ButtonLink href={notificationsHref({ kind: search.kind })} variant="quiet">
              {t('newest')}
            </ButtonLink>
          ) : null}
          {next ? (
            <ButtonLink href={notificationsHref({ kind: search.kind, after: next })} variant="secondary">
              {t('older')}
            </ButtonLink>
          ) : null}
        </nav>
      ) : null}
    </div>
  )
}

function dayName(
  day: CalendarDate,
  today: CalendarDate,
  words: { today: string; yesterday: string },
  locale: string,
): string {
  if (day === today) return words.today
  if (day === addDays(today, -1)) return words.yesterday
  const format = dateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
  return format.format(toUtcMidnight(day))
}

function Line({
  notification,
  categories,
  timeZone,
}: {
  notification: Notification
  categories: CategoryBook
  timeZone: string
}) {
  const t = useTranslations('notifications')
  const locale = useLocale()
  const { id, kind, createdAt, isUnread, settledAt } = notification
  const { title, body, plainTitle } = useNotificationText(notification, categories)
  const Icon = ICONS[kind]
  const time = dateTimeFormat(locale, { timeStyle: 'short', timeZone })
  return (
    <li className="flex items-start gap-3 p-3 sm:px-4">
      <Icon
        aria-hidden="true"
        className={cx('mt-0.5 size-5 shrink-0', isUnread ? 'text-amber' : 'text-ink-3')}
        strokeWidth={1.6}
      />
      <div className="min-w-0 grow">
        <p>
          <OpeningLink
            id={id}
            isUnread={isUnread}
            href={notificationHref(notification)}
            className={cx('wrap-anywhere hover:underline', isUnread && 'font-semibold')}
          >
            {title}
          </OpeningLink>
          {isUnread ? (
            <span className="ml-2 inline-block size-2 rounded-full bg-amber align-middle" title={t('unread')}>
              <span className="sr-only">{t('unread')}</span>
            </span>
          ) : null}
          {settledAt ? (
            <Pill tone="quiet" className="ml-2">
              {t('over')}
            </Pill>
          ) : null}
        </p>
        <p className="mt-0.5 text-13 text-ink-2">
          {body} <time dateTime={createdAt.toISOString()}>{time.format(createdAt)}</time>
        </p>
      </div>
      {settledAt ? null : (
        <ReadButton
          id={id}
          isUnread={isUnread}
          words={{
            label: t(isUnread ? 'markRead' : 'markUnread'),
            name: t(isUnread ? 'markReadName' : 'markUnreadName', { title: plainTitle }),
            failed: t('markFailed'),
          }}
        />
      )}
    </li>
  )
}
