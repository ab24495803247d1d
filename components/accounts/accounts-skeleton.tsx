import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Skeleton, SkeletonGroup, SkeletonRows } from '@/components/ui/skeleton'

/** Totals and two groups to come. */
export function AccountsSkeleton() {
  const t = useTranslations('accounts')
  return (
    <SkeletonGroup label={t('loading')} className="grid gap-4">
      <Card>
        <div className="grid gap-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
          <Skeleton className="h-5 w-24" />
          <Skeleton className="h-12 w-full max-w-96" />
        </div>
      </Card>
      <Skeleton className="h-8 w-60" />
      {[3, 2].map((count) => (
        <Card key={count}>
          <Skeleton className="h-6 w-40" />
          <div className="mt-3">
            <SkeletonRows count={count} />
          </div>
        </Card>
      ))}
    </SkeletonGroup>
  )
}
