import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { BackLink } from '@/components/shell/back-link'
import { PageHeader } from '@/components/shell/page-header'
import { TransferList } from '@/components/transactions/transfer-list'
import { TransferListSkeleton } from '@/components/transactions/transfer-list-skeleton'
import { requireUser } from '@/lib/auth/session'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('details'))('transfers.title') }
}

export default async function TransfersPage({ searchParams }: PageProps<'/transactions/transfers'>) {
  await requireUser()
  const { after } = await searchParams
  const t = await getTranslations('details')
  return (
    <>
      <PageHeader
        title={t('transfers.title')}
        description={t('transfers.lead')}
        back={<BackLink href={'/transactions' as Route}>{t('transfers.back')}</BackLink>}
      />
      <Suspense fallback={<TransferListSkeleton />}>
        <TransferList after={typeof after === 'string' ? after : null} />
      </Suspense>
    </>
  )
}
