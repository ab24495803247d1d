import type { Route } from 'next'
import { useLocale, useTranslations } from 'next-intl'
import type { Investments, UnlistedAccount } from '@/lib/investments/queries'
import type { InvestmentSearch } from '@/lib/investments/schema'
import { moneyText } from '@/lib/money/format'
import { ButtonLink } from '../ui/button'
import { Card, CardHeader } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Link } from '../ui/link'
import { ConnectionStates } from './connection-states'
import { PortfolioCards } from './portfolio-cards'

/** What is held, each currency by itself, and where the word of it comes from. */
export function AllInvestments({
  investments: { portfolios, unlisted, connections },
  search,
}: {
  investments: Investments
  search: InvestmentSearch
}) {
  return (
    <div className="grid gap-4">
      {portfolios.map((portfolio) => (
        <PortfolioCards key={portfolio.currency} portfolio={portfolio} search={search} />
      ))}
      {portfolios.length === 0 && unlisted.length === 0 ? (
        <NoInvestments connected={connections.length > 0} />
      ) : null}
      {unlisted.length > 0 ? <Unlisted accounts={unlisted} /> : null}
      {connections.length > 0 ? <ConnectionStates connections={connections} /> : null}
    </div>
  )
}

function Unlisted({ accounts }: { accounts: readonly UnlistedAccount[] }) {
  const t = useTranslations('investments')
  const locale = useLocale()
  return (
    <Card aria-labelledby="unlisted">
      <CardHeader id="unlisted" title={t('unlistedTitle')} description={t('unlisted')} className="mb-1" />
      <ul className="divide-y divide-line-2">
        {accounts.map(({ id, name, institutionName, balance, currency }) => (
          <li key={id} className="flex items-baseline justify-between gap-4 py-2.5">
            <Link
              href={`/accounts/${id}` as Route}
              className="touch-target min-w-0 rounded-control underline decoration-line underline-offset-4 hover:decoration-ink-3"
            >
              {institutionName === '' ? name : t('account', { institution: institutionName, account: name })}
            </Link>
            <span className="figures whitespace-nowrap">
              {moneyText({ amount: balance, currency }, locale)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function NoInvestments({ connected }: { connected: boolean }) {
  const t = useTranslations('investments')
  return (
    <Card>
      <EmptyState
        title={t('emptyTitle')}
        action={
          <ButtonLink href="/connections" variant={connected ? 'secondary' : 'primary'}>
            {t('connect')}
          </ButtonLink>
        }
      >
        {t(connected ? 'emptyConnected' : 'empty')}
      </EmptyState>
    </Card>
  )
}
