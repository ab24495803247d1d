import { useTranslations } from 'next-intl'
import { SkeletonGroup, SkeletonRows } from '@/components/ui/skeleton'

/** Rows to come. */
export function TransactionListSkeleton() {
  const t = useTranslations('transactions')
  return (
    <SkeletonGroup label={t('loading')} className="px-4 py-3 sm:px-[22px]">
      <SkeletonRows count={12} />
    </SkeletonGroup>
  )
}
