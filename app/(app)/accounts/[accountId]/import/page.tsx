import type { Metadata, Route } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Imports } from '@/components/imports/imports'
import { BackLink } from '@/components/shell/back-link'
import { PageHeader } from '@/components/shell/page-header'
import { findOwnAccount } from '@/lib/accounts/detail'
import { readImportSearch } from '@/lib/imports/search'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports'))('title') }
}

/** No Suspense and no loading.tsx: only an account that the household keeps by hand takes files, any other answers 404. */
export default async function ImportPage({
  params,
  searchParams,
}: PageProps<'/accounts/[accountId]/import'>) {
  const [{ accountId }, search, t] = await Promise.all([
    params,
    searchParams.then(readImportSearch),
    getTranslations('imports'),
  ])
  const account = await findOwnAccount(accountId)
  if (!account?.isManual) notFound()
  const { id, name, currency, today } = account
  return (
    <>
      <PageHeader
        back={<BackLink href={`/accounts/${id}` as Route}>{name}</BackLink>}
        title={t('title')}
        description={t('lead', { account: name })}
      />
      <Imports account={{ id, currency, today }} doneId={search.doneId} />
    </>
  )
}
