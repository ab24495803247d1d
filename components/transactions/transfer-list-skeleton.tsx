import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Skeleton, SkeletonGroup } from '@/components/ui/skeleton'

/** A few pairs to come. */
export function TransferListSkeleton() {
  const t = useTranslations('common')
  return (
    <SkeletonGroup label={t('loading')} className="grid gap-5">
      <Skeleton className="h-9 w-60" />
      <div className="grid gap-3">
        {['first', 'second', 'third', 'fourth'].map((pair) => (
          <Card key={pair} className="grid gap-4">
            <div className="grid gap-3 sm:grid-cols-2 sm:gap-6">
              <Skeleton className="h-14" />
              <Skeleton className="h-14" />
            </div>
            <Skeleton className="h-8 w-56 justify-self-end" />
          </Card>
        ))}
      </div>
    </SkeletonGroup>
  )
}
