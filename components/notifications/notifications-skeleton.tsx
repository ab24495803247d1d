import { useTranslations } from 'next-intl'
import { SkeletonGroup, SkeletonRows } from '../ui/skeleton'

/** A list to come. */
export function NotificationsSkeleton() {
  const t = useTranslations('notifications')
  return (
    <SkeletonGroup label={t('loading')}>
      <SkeletonRows count={6} />
    </SkeletonGroup>
  )
}
