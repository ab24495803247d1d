import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AccountDetail } from '@/components/accounts/account-detail'
import { findOwnAccount } from '@/lib/accounts/detail'
import { readAccountSearch } from '@/lib/accounts/schema'

export async function generateMetadata({ params }: PageProps<'/accounts/[accountId]'>): Promise<Metadata> {
  const account = await findOwnAccount((await params).accountId)
  return { title: account?.name ?? (await getTranslations('accounts'))('title') }
}

/** No Suspense and no loading.tsx: an id that is not the household's answers 404, before anything else was sent. */
export default async function AccountPage({ params, searchParams }: PageProps<'/accounts/[accountId]'>) {
  const [{ accountId }, search] = await Promise.all([params, searchParams.then(readAccountSearch)])
  return <AccountDetail accountId={accountId} search={search} />
}
