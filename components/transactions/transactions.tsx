import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { TabPanel, TabsLinks } from '@/components/ui/tabs-links'
import { numberFormat } from '@/lib/i18n/formatters'
import {
  chosenOf,
  currentDay,
  listAccountOptions,
  listCurrencies,
  listSavedFilters,
  summarise,
} from '@/lib/transactions/queries'
import { filterOf, searchQuery, type TransactionSearch, transactionsHref } from '@/lib/transactions/schema'
import { FilterBar } from './filter-bar'
import { countFilters, FilterChips } from './filter-chips'
import { presetsOf } from './filter-presets'
import { filterWords, savedWords } from './list-texts'
import { NoAccounts } from './nothing'
import { SavedFilters, SaveFilter } from './saved-filters'
import { SearchHelp } from './search-help'
import { TransactionList } from './transaction-list'

const PANEL_ID = 'transactions-panel'

/**
 * Tabs, filters and the list. An account that is not the household's is not found, which only has its status if nothing
 * was sent before it: no Suspense above.
 */
export async function Transactions({ search }: { search: TransactionSearch }) {
  const filter = filterOf(search)
  const accounts = await listAccountOptions()
  if (search.accountIds.some((id) => accounts.every((account) => account.id !== id))) notFound()
  if (accounts.length === 0) return <NoAccounts />
  const [t, locale, presets, summary, chosen, currencies, saved, savedTexts, today] = await Promise.all([
    getTranslations('list'),
    getLocale(),
    getTranslations('list.presets'),
    summarise(filter),
    chosenOf(filter),
    listCurrencies(filter),
    listSavedFilters(),
    savedWords(),
    currentDay(),
  ])
  const count = summary.sums.reduce((total, sum) => total + sum.count, 0)
  const words = await filterWords(count)
  const number = numberFormat(locale)
  const shown = (many: number) => (many > 0 ? number.format(many) : undefined)
  const { state, review } = search
  const tab = (label: string, wanted: Pick<TransactionSearch, 'state' | 'review'>) => ({
    label,
    href: transactionsHref(search, wanted),
    selected: review === 'open' ? wanted.review === 'open' : !wanted.review && state === wanted.state,
  })

  return (
    <>
      <TabsLinks
        label={t('tabs')}
        panelId={PANEL_ID}
        tabs={[
          tab(t('all'), { state: null, review: null }),
          { ...tab(t('pending'), { state: 'pending', review: null }), count: shown(summary.pending) },
          tab(t('posted'), { state: 'posted', review: null }),
          { ...tab(t('toReview'), { state: null, review: 'open' }), count: shown(summary.unreviewed) },
        ]}
      />
      <TabPanel id={PANEL_ID} className="grid grid-cols-[minmax(0,1fr)] gap-4 pt-4">
        <div className="grid gap-3">
          <FilterBar
            filter={filter}
            on={countFilters(search)}
            chosen={chosen}
            currencies={currencies}
            presets={presetsOf(search, today, (name) => presets(name))}
            locale={locale}
            words={words}
          >
            <SavedFilters filters={saved} words={savedTexts} />
            <SearchHelp />
          </FilterBar>
          <FilterChips search={search} accounts={accounts}>
            <SaveFilter query={searchQuery(filter)} words={savedTexts} />
          </FilterChips>
        </div>
        <TransactionList search={search} summary={summary} count={count} />
      </TabPanel>
    </>
  )
}
