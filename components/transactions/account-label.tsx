import { useTranslations } from 'next-intl'
import type { AccountName } from '@/lib/transactions/queries'

/** An account by its name and the end of its number. */
export function AccountLabel({ account }: { account: Pick<AccountName, 'name' | 'mask'> }) {
  const t = useTranslations('transactions')
  if (!account.mask) return account.name
  return (
    <>
      {account.name}{' '}
      <span className="whitespace-nowrap text-ink-2">
        <span aria-hidden="true">••{account.mask}</span>
        <span className="sr-only">{t('maskEnding', { mask: account.mask })}</span>
      </span>
    </>
  )
}
