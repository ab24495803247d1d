import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { Rules, RulesSkeleton } from '@/components/rules/rules'
import { PageHeader } from '@/components/shell/page-header'
import { ButtonLink } from '@/components/ui/button'

/** Its actions begin a run over past transactions, which goes on after they have answered. */
export const maxDuration = 60

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rules'))('title') }
}

export default async function RulesPage() {
  const t = await getTranslations('rules')
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={
          <>
            <ButtonLink href={'/categories' as Route} variant="secondary">
              {t('categories')}
            </ButtonLink>
            <ButtonLink href={'/rules/new' as Route}>{t('new')}</ButtonLink>
          </>
        }
      />
      <Suspense fallback={<RulesSkeleton label={t('loading')} />}>
        <Rules />
      </Suspense>
    </>
  )
}
