import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Skeleton, SkeletonGroup } from '@/components/ui/skeleton'

/** Three cards to come. */
export function SettingsSkeleton() {
  const t = useTranslations('settings')
  return (
    <SkeletonGroup label={t('loading')} className="grid gap-4">
      {['h-72', 'h-64', 'h-16'].map((height) => (
        <Card key={height} className="grid gap-x-8 gap-y-4 wide:grid-cols-[18rem_minmax(0,1fr)]">
          <Skeleton className="h-6 w-28" />
          <Skeleton className={`w-full max-w-form ${height}`} />
        </Card>
      ))}
    </SkeletonGroup>
  )
}
