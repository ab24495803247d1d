import type { Metadata } from 'next'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { Adrift } from '@/components/shell/adrift'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('errors')
  return { title: t('notFoundTitle') }
}

export default function NotFound() {
  const t = useTranslations('errors')
  return (
    <main className="grid min-h-[70dvh] place-content-center">
      <EmptyState
        level={1}
        title={t('notFoundTitle')}
        picture={<Adrift />}
        action={
          <ButtonLink href="/" variant="secondary">
            {t('notFoundHome')}
          </ButtonLink>
        }
      >
        {t('notFoundBody')}
      </EmptyState>
    </main>
  )
}
