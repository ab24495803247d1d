import { useLocale, useTranslations } from 'next-intl'
import { pluralForms } from '@/lib/i18n/client-words'
import { ImportProgress } from './import-progress'

/** A first import that has gone on for so long that nothing can be said to be at work. */
export function ImportedLate({ name }: { name: string }) {
  const t = useTranslations('connections.importing')
  return (
    <p className="mt-4 rounded-control bg-chip px-4 py-3 text-ink-2">
      <strong className="font-semibold text-ink">{t('late', { name })}</strong> {t('lateBody')}
    </p>
  )
}

/** The progress of a connection's first import, as long as it is at work. */
export function Importing({ itemId, name }: { itemId: string; name: string }) {
  const t = useTranslations('connections.importing')
  const locale = useLocale()
  return (
    <ImportProgress
      itemId={itemId}
      locale={locale}
      words={{
        name: t('name', { name }),
        fetching: t('fetching'),
        waiting: t('waiting'),
        leave: t('leave'),
        rows: pluralForms(locale, (count, shown) => t('rows', { count, shown })),
        storing: pluralForms(locale, (count, shown) => t('storing', { count, shown })),
      }}
    />
  )
}
