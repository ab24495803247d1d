import type { Route } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { TabPanel, TabsLinks } from '@/components/ui/tabs-links'
import { type AccountName, countPendingTransactions, listAccountOptions } from '@/lib/transactions/queries'
import { type TransactionSearch, transactionsHref } from '@/lib/transactions/schema'
import { FilterChips } from './filter-chips'
import { type AccountGroup, FilterForm } from './filter-form'
import { NoAccounts } from './nothing'
import { TransactionList } from './transaction-list'
import { TransactionListSkeleton } from './transaction-list-skeleton'
import { TransactionSurface } from './transaction-surface'

const PANEL_ID = 'transactions-panel'

function groupByInstitution(accounts: readonly AccountName[]): AccountGroup[] {
  const groups = new Map<string, AccountGroup>()
  for (const { id, name, mask, institutionName } of accounts) {
    const group = groups.get(institutionName) ?? { institutionName, accounts: [] }
    group.accounts.push({ id, label: mask ? `${name} ••${mask}` : name })
    groups.set(institutionName, group)
  }
  return [...groups.values()]
}

/**
 * Tabs, filters and the list itself. The filters are there at once and stay while the list changes; an account that
 * is not the household's is not found, which only has its status if nothing was sent before it: no Suspense above.
 */
export async function Transactions({ search }: { search: TransactionSearch }) {
  const [t, accounts, pendingCount] = await Promise.all([
    getTranslations('transactions'),
    listAccountOptions(),
    countPendingTransactions(search),
  ])
  const account = accounts.find(({ id }) => id === search.accountId) ?? null
  if (search.accountId && !account) notFound()
  if (accounts.length === 0) return <NoAccounts />

  const tab = (state: TransactionSearch['state']) => ({
    href: transactionsHref(search, { state }) as Route,
    label: t(state),
    selected: search.state === state,
  })

  return (
    <>
      <TabsLinks
        label={t('tabs')}
        panelId={PANEL_ID}
        tabs={[
          tab('posted'),
          { ...tab('pending'), count: pendingCount > 0 ? String(pendingCount) : undefined },
        ]}
      />
      <TabPanel id={PANEL_ID} className="grid gap-4 pt-4">
        <div className="grid gap-3">
          <FilterForm
            state={search.state}
            text={search.text ?? ''}
            accountId={search.accountId ?? ''}
            groups={groupByInstitution(accounts)}
            words={{
              filter: t('filter'),
              search: t('search'),
              placeholder: t('searchPlaceholder'),
              account: t('account'),
              allAccounts: t('allAccounts'),
              searching: t('searching'),
            }}
          />
          <FilterChips search={search} account={account} />
        </div>
        <Suspense
          fallback={
            <TransactionSurface>
              <TransactionListSkeleton />
            </TransactionSurface>
          }
        >
          <TransactionList search={search} />
        </Suspense>
      </TabPanel>
    </>
  )
}
