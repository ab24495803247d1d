import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { LookAgain } from '@/components/recurring/look-again'
import { Recurring } from '@/components/recurring/recurring'
import { PageHeader } from '@/components/shell/page-header'
import { readRecurringSearch } from '@/lib/recurring/schema'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recurring'))('title') }
}

export default async function RecurringPage({ searchParams }: PageProps<'/recurring'>) {
  const search = readRecurringSearch(await searchParams)
  const t = await getTranslations('recurring')
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={
          <LookAgain
            words={{
              look: t('lookAgain'),
              looking: t('looking'),
              changed: t('lookedNew'),
              same: t('lookedSame'),
              failed: t('lookFailed'),
            }}
          />
        }
      />
      <Recurring search={search} />
    </>
  )
}
