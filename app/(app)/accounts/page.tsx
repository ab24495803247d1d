import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { Accounts } from '@/components/accounts/accounts'
import { AccountsSkeleton } from '@/components/accounts/accounts-skeleton'
import { PageHeader } from '@/components/shell/page-header'
import { ButtonLink } from '@/components/ui/button'
import { readAccountsSearch } from '@/lib/accounts/schema'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts'))('title') }
}

export default async function AccountsPage({ searchParams }: PageProps<'/accounts'>) {
  const t = await getTranslations('accounts')
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={
          <ButtonLink href="/accounts/new" icon={<Plus aria-hidden="true" className="size-4" />}>
            {t('add')}
          </ButtonLink>
        }
      />
      <Suspense fallback={<AccountsSkeleton />}>
        {searchParams.then((params) => (
          <Accounts search={readAccountsSearch(params)} />
        ))}
      </Suspense>
    </>
  )
}
