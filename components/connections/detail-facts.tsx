import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ConnectionDetails, ProductTimes } from '@/lib/connections/connection'
import type { NextTry } from '@/lib/connections/connection-next'
import { Card, CardHeader } from '../ui/card'
import { CopyButton } from './detail-copy'
import { Moment } from './detail-moment'
import { useCopyWords } from './detail-words'

const ROW =
  'grid grid-cols-[7.5rem_minmax(0,1fr)] gap-3 border-b border-line-2 py-2 wrap-anywhere last:border-b-0 last:pb-0'

/** What is known of a connection: when what happened, what comes next, and by what Plaid knows it. */
export function DetailFacts({ details: { facts, next } }: { details: ConnectionDetails }) {
  const t = useTranslations('connection')
  const when = (moment: Date | null, otherwise: string) =>
    moment ? <Moment key="moment" at={moment} apart /> : otherwise
  const rows: [label: string, value: ReactNode][] = [
    [t('facts.lastSynced'), when(facts.lastSyncedAt, t('facts.never'))],
    [t('facts.bankUpdated'), when(facts.bankUpdatedAt, t('facts.never'))],
    [t('facts.next'), <Next key="next" next={next} />],
    [
      t('facts.failures'),
      facts.failures > 0 ? (
        <span key="failures" data-public className="figures">
          {facts.failures}
        </span>
      ) : null,
    ],
    [t('facts.history'), <HistoryStatus key="history" status={facts.historyStatus} />],
    [t('facts.consent'), when(facts.consentExpiresAt, t('facts.noConsentEnd'))],
    [t('facts.createdAt'), when(facts.createdAt, '')],
    [
      t('facts.webhooks'),
      facts.webhookHost ? t('facts.webhooksTo', { host: facts.webhookHost }) : t('facts.noWebhooks'),
    ],
  ]
  return (
    <Card aria-labelledby="facts-title">
      <CardHeader id="facts-title" title={t('facts.title')} className="mb-3" />
      <dl aria-labelledby="facts-title" className="border-t border-line-2">
        {rows.map(([label, value]) =>
          value === null ? null : (
            <div key={label} className={ROW}>
              <dt className="text-ink-2">{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {facts.products.length > 0 ? <Products products={facts.products} /> : null}
      <dl className="mt-4 grid gap-2 border-t border-line-2 pt-3">
        <Id term={t('facts.itemId')} id={facts.plaidItemId} label={t('copy.itemId')} />
        <Id term={t('facts.institutionId')} id={facts.plaidInstitutionId} label={t('copy.institutionId')} />
      </dl>
    </Card>
  )
}

function Next({ next }: { next: NextTry }) {
  const t = useTranslations('connection.next')
  if (next.kind === 'planned' || next.kind === 'schedule')
    return t.rich(next.kind, { moment: () => <Moment at={next.at} /> })
  return t(next.kind)
}

const HISTORY = ['NOT_READY', 'INITIAL_UPDATE_COMPLETE', 'HISTORICAL_UPDATE_COMPLETE'] as const

function HistoryStatus({ status }: { status: string | null }) {
  const t = useTranslations('connection.history')
  return t(status === null ? 'none' : (HISTORY.find((known) => known === status) ?? 'unknown'))
}

function Id({ term, id, label }: { term: string; id: string; label: string }) {
  const words = useCopyWords()
  return (
    <div>
      <dt className="text-13 text-ink-2">{term}</dt>
      <dd className="flex items-center gap-1" translate="no">
        <span className="min-w-0 text-12 wrap-anywhere">{id}</span>
        <CopyButton text={id} label={label} words={words} />
      </dd>
    </div>
  )
}

const KNOWN_PRODUCTS = ['transactions', 'investments', 'liabilities'] as const

function Products({ products }: { products: readonly ProductTimes[] }) {
  const t = useTranslations('connection')
  const name = (product: string) => {
    const known = KNOWN_PRODUCTS.find((one) => one === product)
    return known ? t(`product.${known}`) : product
  }
  return (
    <>
      <h3
        id="products-title"
        className="mt-4 border-b border-line-2 pb-2 font-sans text-13 font-normal text-ink-2"
      >
        {t('facts.products')}
      </h3>
      <dl aria-labelledby="products-title">
        {products.map(({ product, succeededAt, failedAt }) => (
          <div key={product} className={ROW}>
            <dt className="text-ink-2">{name(product)}</dt>
            <dd>
              {succeededAt ? <Moment at={succeededAt} apart /> : t('facts.never')}
              {failedAt ? (
                <p className="mt-1 text-13 text-ink-2">
                  {t.rich('facts.failed', { moment: () => <Moment at={failedAt} /> })}
                </p>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
