import { cookies, headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { chooseLanguage } from '@/lib/i18n/actions'
import { localeName } from '@/lib/i18n/locale-name'
import { LOCALE_COOKIE, LOCALES, toLocale } from '@/lib/i18n/locales'
import { Button } from '../ui/button'
import { SelectField } from '../ui/field'

/**
 * A choice of language for this browser. The platform's own form and list: it works before, and without, the page's
 * scripts.
 *
 * @param small is for the foot of a page: everything in one line, and no hint.
 */
export async function LanguageChoice({ small = false }: { small?: boolean }) {
  const [t, kept, asked] = await Promise.all([getTranslations('language'), cookies(), headers()])
  const chosen = LOCALES.find((locale) => locale === kept.get(LOCALE_COOKIE)?.value)
  const wished = toLocale(undefined, asked.get('accept-language'))
  return (
    <form
      action={chooseLanguage}
      className={small ? 'flex flex-wrap items-center gap-2' : 'grid justify-items-start gap-4'}
    >
      <SelectField
        // A form is reset once it is sent, to what its list was made with.
        key={chosen ?? 'none'}
        label={t('label')}
        labelHidden={small}
        hint={small ? undefined : t('asBrowserHint', { language: localeName(wished) })}
        name="locale"
        autoComplete="off"
        defaultValue={chosen ?? ''}
        className={small ? undefined : 'w-full'}
      >
        <option value="">{t('asBrowser')}</option>
        {LOCALES.map((locale) => (
          <option key={locale} value={locale} lang={locale}>
            {localeName(locale)}
          </option>
        ))}
      </SelectField>
      <Button type="submit" variant={small ? 'quiet' : 'primary'} size={small ? 'small' : 'medium'}>
        {t(small ? 'change' : 'save')}
      </Button>
    </form>
  )
}
