import { useTranslations } from 'next-intl'
import { SplitCardsSkeleton } from '@/components/ui/split-cards-skeleton'

export function OwnDataSkeleton() {
  const t = useTranslations('settings')
  return <SplitCardsSkeleton label={t('loading')} heights={['h-48', 'h-24']} />
}
