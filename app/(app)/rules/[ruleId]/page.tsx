import type { Metadata, Route } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { EditRule } from '@/components/rules/rule-editor'
import { BackLink } from '@/components/shell/back-link'
import { PageHeader } from '@/components/shell/page-header'

/** Its action begins a run over past transactions, which goes on after it has answered. */
export const maxDuration = 60

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rules'))('editTitle') }
}

/** Nothing is sent before the rule is found: an id that is not the household's answers 404. */
export default async function EditRulePage({ params }: PageProps<'/rules/[ruleId]'>) {
  const [{ ruleId }, t] = await Promise.all([params, getTranslations('rules')])
  return (
    <>
      <PageHeader
        title={t('editTitle')}
        back={<BackLink href={'/rules' as Route}>{t('allRules')}</BackLink>}
      />
      <EditRule ruleId={ruleId} missing={notFound} />
    </>
  )
}
