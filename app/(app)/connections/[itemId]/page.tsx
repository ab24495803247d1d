import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ConnectionDetail } from '@/components/connections/detail'
import { LinkOutcome } from '@/components/connections/link-provider'
import { Linking } from '@/components/connections/linking'
import { findConnection } from '@/lib/connections/connection'
import { readConnectionSearch } from '@/lib/connections/connection-search'

/** Its actions begin a sync, which goes on after they have answered. */
export const maxDuration = 60

export async function generateMetadata({ params }: PageProps<'/connections/[itemId]'>): Promise<Metadata> {
  const found = await findConnection((await params).itemId)
  return { title: found?.connection.title ?? (await getTranslations('connections'))('title') }
}

/** No Suspense and no loading.tsx: an id that is not the household's answers 404, before anything else was sent. */
export default async function ConnectionPage({ params, searchParams }: PageProps<'/connections/[itemId]'>) {
  const [{ itemId }, search] = await Promise.all([params, searchParams.then(readConnectionSearch)])
  return (
    <Linking>
      <LinkOutcome />
      <ConnectionDetail itemId={itemId} search={search} />
    </Linking>
  )
}
