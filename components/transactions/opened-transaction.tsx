import type { Route } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { Amount } from '@/components/ui/amount'
import { Banner } from '@/components/ui/banner'
import { buttonClass } from '@/components/ui/button-class'
import { PendingPill } from '@/components/ui/pill'
import { formatMoney } from '@/lib/money/format'
import { findTransactionDetails, holds, type TransactionDetails } from '@/lib/transactions/details-queries'
import { type TransactionSearch, transactionsHref } from '@/lib/transactions/schema'
import { wasText } from '@/lib/transactions/was-text'
import { Link } from '../ui/link'
import { dayText } from './day-text'
import { EditMarks } from './edit-marks'
import { EditSection } from './edit-section'
import { EditSteps } from './edit-steps'
import { savingWords } from './edit-words'
import { History } from './history'
import { OpenedSheet } from './opened-later'
import { SplitSection } from './split-section'
import { TransactionFacts } from './transaction-facts'
import { TransferSection } from './transfer-section'

/** Everything about the transaction that the address opens. Not found, with its status, where there is none of that id. */
export async function OpenedTransaction({ openId, search }: { openId: string; search: TransactionSearch }) {
  const details = await findTransactionDetails(openId, search)
  if (!details) notFound()
  const [t, locale] = await Promise.all([getTranslations('details'), getLocale()])
  const { amount, pending, removed, replaced, successorId, neighbours } = details
  const changed = replaced !== null && replaced.amount.amount !== amount.amount
  const hrefOf = (id: string | null) => (id === null ? null : transactionsHref(search, { openId: id }))

  return (
    <OpenedSheet
      subject={openId}
      title={holds(details.title) ?? details.name}
      description={dayText(holds(details.day) ?? details.postedOn, locale)}
      closeLabel={t('close')}
      closeHref={transactionsHref(search, { openId: null })}
    >
      <div key={openId} className="grid gap-6">
        <div>
          <div className="flex items-start justify-between gap-3">
            <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
              <Amount size="large" quiet={pending} parts={formatMoney(amount, locale, { sign: 'always' })} />
              {pending ? <PendingPill>{t('pending')}</PendingPill> : null}
            </div>
            <EditSteps
              previousHref={hrefOf(neighbours.previousId)}
              nextHref={hrefOf(neighbours.nextId)}
              words={{ steps: t('steps'), previous: t('previous'), next: t('next') }}
            />
          </div>
          {changed ? (
            <p className="text-13 text-ink-2">
              {t('was', { amount: wasText(replaced.amount, amount, locale) })}
            </p>
          ) : null}
          {pending ? <p className="text-13 text-ink-2">{t('pendingHint')}</p> : null}
        </div>
        {removed ? (
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
        ) : (
          <>
            <Marks details={details} nextHref={hrefOf(neighbours.nextId)} />
            <RuleOffer details={details} />
            <EditSection details={details} />
            <TransferSection details={details} search={search} />
            <SplitSection details={details} />
          </>
        )}
        <TransactionFacts details={details} />
        <History details={details} />
      </div>
    </OpenedSheet>
  )
}

async function Marks({ details, nextHref }: { details: TransactionDetails; nextHref: Route | null }) {
  const [t, words] = await Promise.all([getTranslations('details'), savingWords()])
  return (
    <EditMarks
      transactionId={details.id}
      flagged={details.flagged}
      reviewed={details.reviewed}
      nextHref={nextHref}
      words={{
        ...words,
        flag: t('flag'),
        reviewed: t('reviewed'),
        reviewedAndNext: t('reviewedAndNext'),
      }}
    />
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
