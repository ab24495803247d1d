import { getTranslations } from 'next-intl/server'
import { HistoryLine } from '@/components/charts/history-line'
import { Card, CardHeader } from '@/components/ui/card'
import { SegmentedLinks } from '@/components/ui/segmented-links'
import { getAccountHistory, type OwnAccount } from '@/lib/accounts/detail'
import { type AccountSearch, RANGES } from '@/lib/accounts/schema'
import { accountHref } from './hrefs'

/** An account's balance over time: as it was heard, and before that reckoned backwards, which is said. */
export async function AccountHistory({ account, search }: { account: OwnAccount; search: AccountSearch }) {
  const { id, name, currency } = account
  const [t, points] = await Promise.all([
    getTranslations('accounts.detail'),
    getAccountHistory(account, search.range),
  ])
  return (
    <Card aria-labelledby="account-history">
      <CardHeader
        id="account-history"
        title={t('history')}
        className="mb-2"
        actions={
          <SegmentedLinks
            label={t('range')}
            links={RANGES.map((range) => ({
              href: accountHref(id, { ...search, range }),
              label: t(`rangeShort.${range}`),
              name: t(`rangeName.${range}`),
              current: range === search.range,
            }))}
          />
        }
      />
      {points.length > 1 ? (
        <HistoryLine
          key={search.range}
          label={t('historyOf', { name })}
          valueName={t('balance')}
          currency={currency}
          points={points}
        />
      ) : (
        <p className="text-ink-2">{t(account.type === 'investment' ? 'noValueHistory' : 'noHistory')}</p>
      )}
    </Card>
  )
}
