import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Skeleton, SkeletonGroup } from '@/components/ui/skeleton'

/** A form to come. */
export function FormSkeleton() {
  const t = useTranslations('accounts')
  return (
    <SkeletonGroup label={t('loadingOne')}>
      <Card className="grid gap-4">
        {['kind', 'name', 'place', 'currency', 'amount'].map((key) => (
          <div key={key} className="grid max-w-form gap-1.5">
            <Skeleton className="h-5 w-24" />
            <Skeleton className="h-9 w-full" />
          </div>
        ))}
      </Card>
    </SkeletonGroup>
  )
}
