import type { Route } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { currencyName } from '@/lib/money/currency-name'
import { getHomeCurrency } from '@/lib/rates/queries'
import { Link } from '../ui/link'
import { HomeCurrencyForm } from './home-currency-form'

/** In which currency the overview says its totals. */
export async function HomeCurrency() {
  const [t, locale, { homeCurrency, currencies }] = await Promise.all([
    getTranslations('rates.home'),
    getLocale(),
    getHomeCurrency(),
  ])
  const yours = [...new Set([...currencies, ...(homeCurrency === null ? [] : [homeCurrency])])]
  const toOption = (code: string) => {
    const name = currencyName(code, locale)
    return { code, label: name === code ? code : `${code}, ${name}` }
  }
  const others = Intl.supportedValuesOf('currency').filter((code) => !yours.includes(code))
  return (
    <div className="grid gap-4">
      <HomeCurrencyForm
        current={homeCurrency}
        groups={[
          { label: t('yours'), options: yours.map(toOption) },
          { label: t('others'), options: others.map(toOption) },
        ].filter(({ options }) => options.length > 0)}
        words={{
          label: t('label'),
          none: t('none'),
          save: t('save'),
          saving: t('saving'),
          saved: t('saved'),
          invalid: t('invalid'),
          unreachable: t('unreachable'),
        }}
      />
      <p className="text-13">
        <Link
          href={'/settings/rates' as Route}
          className="touch-target rounded-control text-ink-2 underline decoration-line underline-offset-4 hover:text-ink hover:decoration-ink-3"
        >
          {t('manage')}
        </Link>
      </p>
    </div>
  )
}
