import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { CodeList } from '@/components/connections/code-list'
import { PageHeader } from '@/components/shell/page-header'
import { ButtonLink } from '@/components/ui/button'
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
        actions={
          <ButtonLink href={'/connections' as Route} variant="secondary">
            {t('back')}
          </ButtonLink>
        }
      />
      <CodeList text={text} />
    </>
  )
}
