import { useMessages, useTranslations } from 'next-intl'
import { categoryName } from '@/lib/i18n/category-name'
import { categoryGroups } from '@/lib/transactions/categories'

/** The bank's own category first, then every one there is, under its wider one. */
export function CategoryOptions() {
  const t = useTranslations('transactions')
  const { categories } = useMessages()
  return (
    <>
      <option value="">{t('edit.asBank')}</option>
      {categoryGroups.map(({ primary, detailed }) => (
        <optgroup key={primary} label={categoryName(primary, null, categories) ?? primary}>
          {detailed.map((code) => (
            <option key={code} value={code}>
              {categoryName(primary, code, categories)}
            </option>
          ))}
        </optgroup>
      ))}
    </>
  )
}
