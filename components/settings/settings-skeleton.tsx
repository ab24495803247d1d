import { useTranslations } from 'next-intl'
import { SplitCardsSkeleton } from '@/components/ui/split-cards-skeleton'

export function SettingsSkeleton() {
  const t = useTranslations('settings')
  return <SplitCardsSkeleton label={t('loading')} heights={['h-72', 'h-64', 'h-16']} />
}
