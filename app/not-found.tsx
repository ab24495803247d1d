import type { Metadata } from 'next'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { NotFoundState } from '@/components/shell/not-found-state'
import { PublicFrame } from '@/components/shell/public-frame'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('errors')
  return { title: t('notFoundTitle') }
}

export default function NotFound() {
  const t = useTranslations('errors')
  return (
    <PublicFrame>
      <NotFoundState homeHref="/" homeLabel={t('notFoundHome')} />
    </PublicFrame>
  )
}
