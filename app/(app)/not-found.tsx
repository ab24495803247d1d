import { useTranslations } from 'next-intl'
import { NotFoundState } from '@/components/shell/not-found-state'

export default function AppNotFound() {
  const t = useTranslations('errors')
  return <NotFoundState homeHref="/dashboard" homeLabel={t('home')} />
}
