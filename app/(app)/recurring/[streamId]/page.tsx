import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { StreamDetail } from '@/components/recurring/stream-detail'
import { BackLink } from '@/components/shell/back-link'
import { PageHeader } from '@/components/shell/page-header'
import { getCategoryBook } from '@/lib/categories/queries'
import { findRecurring } from '@/lib/recurring/queries'
import { recurringHref, streamIdSchema } from '@/lib/recurring/schema'

async function read(params: PageProps<'/recurring/[streamId]'>['params']) {
  const id = streamIdSchema.safeParse((await params).streamId)
  return id.success ? findRecurring(id.data.toLowerCase()) : null
}

export async function generateMetadata({ params }: PageProps<'/recurring/[streamId]'>): Promise<Metadata> {
  const found = await read(params)
  return { title: found?.stream.name ?? (await getTranslations('recurring'))('title') }
}

/** No Suspense and no loading.tsx: an id that is not the household's answers 404, before anything else was sent. */
export default async function StreamPage({ params }: PageProps<'/recurring/[streamId]'>) {
  const [detail, t, book] = await Promise.all([read(params), getTranslations('recurring'), getCategoryBook()])
  if (!detail) notFound()
  return (
    <>
      <PageHeader
        title={detail.stream.name}
        back={<BackLink href={recurringHref({})}>{t('detail.back')}</BackLink>}
      />
      <StreamDetail detail={detail} book={book} />
    </>
  )
}
