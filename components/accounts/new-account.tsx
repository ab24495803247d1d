import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { getNewAccountHints } from '@/lib/accounts/queries'
import { NAME_MAX } from '@/lib/accounts/schema'
import { ManualAccountForm } from './manual-account-form'
import { manualWords } from './manual-words'

/** Makes an account that is kept by hand; or leads to the banks that can be connected. */
export async function NewAccount() {
  const [t, locale, words, hints] = await Promise.all([
    getTranslations('accounts.new'),
    getLocale(),
    manualWords(),
    getNewAccountHints(),
  ])
  return (
    <Card className="grid gap-x-8 gap-y-6 wide:grid-cols-[minmax(0,1fr)_18rem]">
      <ManualAccountForm words={words} locale={locale} nameMaximum={NAME_MAX} hints={hints} />
      <div className="grid content-start gap-3">
        <p className="text-ink-2">{t('connectInstead')}</p>
        <div>
          <ButtonLink href="/connections" variant="secondary">
            {t('connectLink')}
          </ButtonLink>
        </div>
      </div>
    </Card>
  )
}
