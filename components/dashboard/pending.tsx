import { useLocale, useTranslations } from 'next-intl'
import type { Overview } from '@/lib/dashboard/queries'
import { formatMoney, moneyText } from '@/lib/money/format'
import { addMoney } from '@/lib/money/money'
import { entriesHref } from '@/lib/transactions/schema'
import { dayLabel } from '../charts/waterline-scale'
import { Amount } from '../ui/amount'
import { Card, CardHeader } from '../ui/card'
import { CardLink } from '../ui/card-link'
import { Link } from '../ui/link'
import { inOrderOfWorth } from './currency-order'
import { LineItem, LineList } from './line-list'
import { FIGURE_LINK } from './link-look'

/** What the banks have announced and not posted: how much in each currency, and the newest few. */
export function Pending({ overview: { pending, worth } }: { overview: Overview }) {
  const t = useTranslations('dashboard.pendingCard')
  const locale = useLocale()
  if (pending.sums.length === 0) return null
  return (
    <Card aria-labelledby="pending">
      <CardHeader
        id="pending"
        title={t('title')}
        description={t('hint')}
        className="mb-2"
        actions={<CardLink href={entriesHref({ state: 'pending' })}>{t('all')}</CardLink>}
      />
      <ul className="mb-1 flex flex-wrap gap-x-5 gap-y-1 text-13">
        {inOrderOfWorth(pending.sums, worth).map(({ currency, count, moneyIn, moneyOut }) => {
          const net = addMoney({ amount: moneyIn, currency }, { amount: moneyOut, currency })
          return (
            <li key={currency}>
              <Link
                href={entriesHref({ state: 'pending', currency })}
                className={`${FIGURE_LINK} figures text-ink-2`}
              >
                {t('sum', { amount: moneyText(net, locale, { sign: 'always' }), count })}
              </Link>
            </li>
          )
        })}
      </ul>
      <LineList label={t('list')}>
        {pending.rows.map((row) => (
          <LineItem
            key={row.id}
            href={entriesHref({ state: 'pending', openId: row.transactionId })}
            title={row.title}
            detail={[dayLabel(row.day, locale, false), row.accountName]}
            amount={
              <Amount
                parts={formatMoney({ amount: row.amount, currency: row.currency }, locale, {
                  sign: 'always',
                })}
                quiet
              />
            }
          />
        ))}
      </LineList>
    </Card>
  )
}
