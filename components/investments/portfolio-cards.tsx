import type { Route } from 'next'
import { type HeldAccount, type Portfolio, type Worth, worthOfKind } from '@/lib/investments/portfolio'
import { type InvestmentSearch, investmentsHref } from '@/lib/investments/schema'
import { exact } from '@/lib/money/money'
import { AllocationBar } from '../charts/allocation-bar'
import { Amount } from '../ui/amount'
import { Card, CardHeader } from '../ui/card'
import { Link } from '../ui/link'
import { Stat, StatList } from '../ui/stat'
import { HoldingsTable } from './holdings-table'
import { useInvestmentWords } from './use-investment-words'

const LINK =
  'touch-target rounded-control underline decoration-line underline-offset-4 hover:decoration-ink-3'

/** Everything that is held in one currency: what it is worth, of what it is made, and each holding. */
export function PortfolioCards({ portfolio, search }: { portfolio: Portfolio; search: InvestmentSearch }) {
  const { currency, kinds, accounts } = portfolio
  const { t, currencyName, parts, text } = useInvestmentWords(currency)
  const held = accounts
    .map((account) => ({
      ...account,
      holdings: account.holdings.filter(({ kind }) => search.kind === null || kind === search.kind),
    }))
    .filter(({ holdings }) => holdings.length > 0)
  const title = t('worth', { currency: currencyName })
  return (
    <div className="grid gap-4">
      <Card aria-label={title}>
        <CardHeader title={title} className="mb-1" />
        <p className="mb-4">
          <Amount size="large" parts={parts(portfolio.value)} />
        </p>
        <CostAndGain worth={portfolio} currency={currency} />
        {portfolio.unknown > 0 ? (
          <p className="figures mt-3 text-13 text-ink-2">
            {t('unknownCost', { count: portfolio.unknown, amount: text(portfolio.unknownValue) })}
          </p>
        ) : null}
      </Card>
      <div className="grid gap-4 wide:grid-cols-2">
        <Card aria-label={t('byKindLabel', { currency: currencyName })}>
          <AllocationBar
            label={t('byKindLabel', { currency: currencyName })}
            currency={currency}
            parts={kinds.map(({ kind, amount }) => ({
              id: kind,
              label: t(`kind.${kind}`),
              amount,
              href: investmentsHref(search, { kind: search.kind === kind ? null : kind }),
            }))}
            title={<h2 className="text-17">{t('byKind')}</h2>}
          />
        </Card>
        <Card aria-label={t('byAccountLabel', { currency: currencyName })}>
          <AllocationBar
            label={t('byAccountLabel', { currency: currencyName })}
            currency={currency}
            parts={accounts.map(({ id, name, value }) => ({
              id,
              label: name,
              amount: value,
              href: `${investmentsHref(search, { kind: null })}#${cardId(id, currency)}` as Route,
            }))}
            title={<h2 className="text-17">{t('byAccount')}</h2>}
          />
        </Card>
      </div>
      {search.kind && held.length > 0 ? (
        <p role="status" className="figures text-ink-2">
          {t('onlyKind', {
            kind: t(`kind.${search.kind}`),
            amount: text(worthOfKind(portfolio, search.kind)),
          })}{' '}
          <Link href={investmentsHref(search, { kind: null })} scroll={false} className={LINK}>
            {t('showAll')}
          </Link>
        </p>
      ) : null}
      {held.map((account) => (
        <HeldAccountCard key={account.id} account={account} currency={currency} search={search} />
      ))}
    </div>
  )
}

const cardId = (accountId: string, currency: string) => `held-${accountId}-${encodeURIComponent(currency)}`

function HeldAccountCard({
  account,
  currency,
  search,
}: {
  account: HeldAccount
  currency: string
  search: InvestmentSearch
}) {
  const { t, text, currencyName } = useInvestmentWords(currency)
  const { id, name, mask, institutionName, holdings } = account
  const fullName = mask ? `${name} ••${mask}` : name
  return (
    <Card
      id={cardId(id, currency)}
      aria-label={t('holdings', { account: fullName, currency: currencyName })}
      className="scroll-mt-4"
    >
      <CardHeader
        title={fullName}
        description={
          <span className="figures">
            {[institutionName, text(account.value)].filter(Boolean).join(' · ')}
          </span>
        }
        className="mb-2"
        actions={
          <Link href={`/accounts/${id}` as Route} className={`${LINK} text-13 text-ink-2`}>
            {t('toAccount')}
          </Link>
        }
      />
      <HoldingsTable
        label={t('holdings', { account: fullName, currency: currencyName })}
        currency={currency}
        holdings={holdings}
        search={search}
      />
    </Card>
  )
}

function CostAndGain({ worth, currency }: { worth: Worth & Pick<Portfolio, 'accounts'>; currency: string }) {
  const { t, parts, change } = useInvestmentWords(currency)
  const { cost, gain, unknown, accounts } = worth
  const known = accounts.reduce((count, { holdings }) => count + holdings.length, 0) - unknown
  if (cost === null || gain === null) return null
  return (
    <StatList>
      <Stat label={t('cost')} note={unknown > 0 ? t('costOfSome', { count: known }) : t('costKnown')}>
        <Amount size="standing" parts={parts(cost)} />
      </Stat>
      <Stat
        label={exact(gain).isNegative() ? t('loss') : t('gain')}
        note={worth.change === null ? null : t('ofCost', { percent: change(worth.change) })}
      >
        <Amount size="standing" parts={parts(gain, { sign: 'always' })} />
      </Stat>
    </StatList>
  )
}
