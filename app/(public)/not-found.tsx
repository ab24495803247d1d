import { useTranslations } from 'next-intl'
import { NotFoundState } from '@/components/shell/not-found-state'

/** Within the frame that the layout gives. */
export default function PublicNotFound() {
  const t = useTranslations('errors')
  return <NotFoundState homeHref="/" homeLabel={t('notFoundHome')} />
}
