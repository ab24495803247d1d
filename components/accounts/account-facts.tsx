import type { Route } from 'next'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card, CardHeader } from '@/components/ui/card'
import type { OwnAccount } from '@/lib/accounts/detail'
import { kindName } from '@/lib/i18n/account-kind'
import { currencyName } from '@/lib/money/currency-name'
import { isIsoCurrency } from '@/lib/money/exponents'
import { Link } from '../ui/link'
import { ConnectionState } from './connection-state'
import { importHref } from './hrefs'

const LINK = 'touch-target underline decoration-line underline-offset-4 hover:decoration-current'

/** What an account is called and is, and where it comes from. */
export function AccountFacts({ account }: { account: OwnAccount }) {
  const t = useTranslations('accounts')
  const locale = useLocale()
  const { name, bankName, officialName, type, subtype, institutionName, currency, mask, groupName } = account
  const { connection, isManual, id } = account
  const currencyText = isIsoCurrency(currency)
    ? `${currencyName(currency, locale)} (${currency})`
    : `${currency}, ${t('detail.unofficial')}`
  return (
    <Card aria-labelledby="account-facts">
      <CardHeader id="account-facts" title={t('detail.facts')} className="mb-2" />
      <dl className="divide-y divide-line-2">
        {bankName === name ? null : <Fact label={t('detail.bankName')}>{bankName}</Fact>}
        {officialName && officialName !== name ? (
          <Fact label={t('detail.officialName')}>{officialName}</Fact>
        ) : null}
        <Fact label={t('detail.kind')}>{kindName(type, subtype, t)}</Fact>
        {institutionName ? <Fact label={t('detail.institution')}>{institutionName}</Fact> : null}
        {mask ? (
          <Fact label={t('detail.number')}>
            <span data-public className="figures">
              ••{mask}
            </span>
          </Fact>
        ) : null}
        <Fact label={t('detail.currency')}>{currencyText}</Fact>
        {groupName ? <Fact label={t('detail.group')}>{groupName}</Fact> : null}
        <Fact label={t('detail.connection')}>
          {connection ? (
            <span className="flex flex-wrap items-center justify-end gap-2">
              <ConnectionState connection={connection} />
              <Link href={`/connections/${connection.itemId}` as Route} className={LINK}>
                {t('detail.connectionLink')}
              </Link>
            </span>
          ) : (
            t('detail.manual')
          )}
        </Fact>
        {isManual ? (
          <Fact label={t('detail.imports')}>
            <Link href={importHref(id)} className={LINK}>
              {t('detail.importsLink')}
            </Link>
          </Fact>
        ) : null}
      </dl>
      {type === 'investment' && !isManual ? (
        <p className="mt-3">
          <Link href={'/investments' as Route} className={LINK}>
            {t('detail.holdings')}
          </Link>
        </p>
      ) : null}
    </Card>
  )
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-2">
      <dt className="shrink-0 text-13 text-ink-2">{label}</dt>
      <dd className="min-w-0 text-right wrap-anywhere">{children}</dd>
    </div>
  )
}
