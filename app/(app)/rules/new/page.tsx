import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { NewRule } from '@/components/rules/rule-editor'
import { RulesSkeleton } from '@/components/rules/rules'
import { BackLink } from '@/components/shell/back-link'
import { PageHeader } from '@/components/shell/page-header'
import { readRuleWish } from '@/lib/rules/schema'

/** Its action begins a run over past transactions, which goes on after it has answered. */
export const maxDuration = 60

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rules'))('newTitle') }
}

export default async function NewRulePage({ searchParams }: PageProps<'/rules/new'>) {
  const t = await getTranslations('rules')
  return (
    <>
      <PageHeader
        title={t('newTitle')}
        back={<BackLink href={'/rules' as Route}>{t('allRules')}</BackLink>}
      />
      <Suspense fallback={<RulesSkeleton label={t('loading')} />}>
        {searchParams.then((params) => (
          <NewRule wish={readRuleWish(params)} />
        ))}
      </Suspense>
    </>
  )
}
