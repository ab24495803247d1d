import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { CodeList } from '@/components/connections/code-list'
import { BackLink } from '@/components/shell/back-link'
import { PageHeader } from '@/components/shell/page-header'
import { requireUser } from '@/lib/auth/session'
import { readCodeSearch } from '@/lib/connections/code-search'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('codes'))('title') }
}

export default async function CodesPage({ searchParams }: PageProps<'/connections/codes'>) {
  await requireUser()
  const { text } = readCodeSearch(await searchParams)
  const t = await getTranslations('codes')
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        back={<BackLink href={'/connections' as Route}>{t('back')}</BackLink>}
      />
      <CodeList text={text} />
    </>
  )
}
