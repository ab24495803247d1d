import type { Route } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Banner } from '@/components/ui/banner'
import { buttonClass } from '@/components/ui/button-class'
import { formatMoney } from '@/lib/money/format'
import { findTransactionDetails, holds, type TransactionDetails } from '@/lib/transactions/details-queries'
import { type TransactionSearch, transactionsHref } from '@/lib/transactions/schema'
import { wasText } from '@/lib/transactions/was-text'
import { Link } from '../ui/link'
import { dayText } from './day-text'
import { EditSection } from './edit-section'
import { History } from './history'
import type { Glance } from './opened-glance'
import { SplitSection } from './split-section'
import { TransactionFacts } from './transaction-facts'
import { TransferSection } from './transfer-section'

/** Everything about a transaction: the top of its sheet, and what stands below it. */
export interface Opened {
  glance: Glance
  rest: ReactNode
}

/** @param search the list that it is opened from. */
export async function drawnTransaction(openId: string, search: TransactionSearch): Promise<Opened | null> {
  const details = await findTransactionDetails(openId, search)
  if (!details) return null
  const [t, locale] = await Promise.all([getTranslations('details'), getLocale()])
  const { amount, pending, removed, replaced, account, neighbours } = details
  const changed = replaced !== null && replaced.amount.amount !== amount.amount
  const hrefOf = (id: string | null) => (id === null ? null : transactionsHref(search, { openId: id }))
  return {
    glance: {
      transactionId: details.id,
      title: holds(details.title) ?? details.name,
      day: dayText(holds(details.day) ?? details.postedOn, locale),
      account: account.name,
      mask: account.mask,
      amount: formatMoney(amount, locale, { sign: 'always' }),
      was: changed ? t('was', { amount: wasText(replaced.amount, amount, locale) }) : null,
      pending,
      flagged: details.flagged,
      reviewed: details.reviewed,
      removed,
      previousHref: hrefOf(neighbours.previousId),
      nextHref: hrefOf(neighbours.nextId),
    },
    rest: (
      <div className="grid gap-6">
        {removed ? (
          <Withdrawn details={details} search={search} />
        ) : (
          <>
            <RuleOffer details={details} />
            <EditSection details={details} />
            <TransferSection details={details} search={search} />
            <SplitSection details={details} />
          </>
        )}
        <TransactionFacts details={details} />
        <History details={details} />
      </div>
    ),
  }
}

async function Withdrawn({
  details: { successorId },
  search,
}: {
  details: TransactionDetails
  search: TransactionSearch
}) {
  const t = await getTranslations('details')
  return (
    <Banner
      tone="calm"
      title={t('removedTitle')}
      action={
        successorId ? (
          <Link
            scroll={false}
            className={buttonClass({ variant: 'secondary', size: 'small' })}
            href={transactionsHref(search, { openId: successorId })}
          >
            {t('seePosted')}
          </Link>
        ) : undefined
      }
    >
      {t('removedBody')}
    </Banner>
  )
}

/** Where the same was done by hand more than once, the way to a rule that does it. */
async function RuleOffer({ details: { ruleOffer } }: { details: TransactionDetails }) {
  if (!ruleOffer) return null
  const t = await getTranslations('details')
  const { merchantKey, category, count } = ruleOffer
  const query = new URLSearchParams({ merchant: merchantKey, category: category.code })
  return (
    <Banner
      tone="calm"
      title={t('alwaysTitle')}
      action={
        <Link
          className={buttonClass({ variant: 'secondary', size: 'small' })}
          href={`/rules/new?${query}` as Route}
        >
          {t('always')}
        </Link>
      }
    >
      {t('alwaysBody', { category: category.name, count })}
    </Banner>
  )
}
