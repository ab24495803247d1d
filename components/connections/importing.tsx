import { useLocale, useTranslations } from 'next-intl'
import { pluralForms } from '@/lib/i18n/client-words'
import { ImportProgress } from './import-progress'

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
