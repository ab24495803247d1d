import type { Route } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { Amount } from '@/components/ui/amount'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Pill } from '@/components/ui/pill'
import { pluralForms } from '@/lib/i18n/client-words'
import { formatMoney } from '@/lib/money/format'
import { entriesHref, readKey, writeKey } from '@/lib/transactions/schema'
import { listTransferSuggestions, type SideInAccount } from '@/lib/transactions/transfers-queries'
import { Link } from '../ui/link'
import { AccountLabel } from './account-label'
import { dayText } from './day-text'
import { transferWords } from './edit-words'
import { TransferButtons } from './transfer-buttons'
import { TransferSure } from './transfer-sure'

const PAGE = '/transactions/transfers'

/** What looks like transfers between own accounts and nobody has answered for, with the answers to give. */
export async function TransferList({ after }: { after: string | null }) {
  const from = readKey(after)
  const [t, words, locale, { pairs, count, sureCount, next }] = await Promise.all([
    getTranslations('details'),
    transferWords(),
    getLocale(),
    listTransferSuggestions(from),
  ])

  if (count === 0) {
    return (
      <Card>
        <EmptyState
          title={t('transfers.noneTitle')}
          action={
            <ButtonLink variant="secondary" href={entriesHref({ flow: 'transfer' })}>
              {t('transfers.seeTransfers')}
            </ButtonLink>
          }
        >
          {t('transfers.noneBody')}
        </EmptyState>
      </Card>
    )
  }
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-ink-2">
          {t('transfers.count', { count, sure: sureCount })}
        </p>
        {sureCount > 0 ? (
          <TransferSure
            locale={locale}
            words={{
              confirmAll: t('transfers.confirmSure', { count: sureCount }),
              done: pluralForms(locale, (count, shown) => t('transfers.confirmedMany', { count, shown })),
              undo: words.undo,
              undoFailed: words.undoFailed,
              unreachable: words.errors.unreachable,
            }}
          />
        ) : null}
      </div>
      <ul aria-label={t('transfers.title')} className="grid gap-3">
        {pairs.map((pair) => {
          const { out, in: into, days, isSure, isSameCurrency } = pair
          const id = `${out.transactionId} ${into.transactionId}`
          return (
            <li key={id}>
              <Card className="grid gap-4">
                <div className="grid gap-3 sm:grid-cols-2 sm:gap-6">
                  <Side side={out} label={t('transfers.out')} locale={locale} />
                  <Side side={into} label={t('transfers.in')} locale={locale} />
                </div>
                <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
                  <p className="flex flex-wrap items-center gap-2 text-13 text-ink-2">
                    {isSure ? <Pill tone="keel">{t('transfers.sure')}</Pill> : null}
                    {t('transfer.apart', { days })}
                    {isSameCurrency ? null : <span>{t('transfer.otherCurrency')}</span>}
                  </p>
                  <TransferButtons
                    outId={out.transactionId}
                    inId={into.transactionId}
                    isConfirmed={false}
                    name={`${out.title}, ${into.title}`}
                    words={words}
                  />
                </div>
              </Card>
            </li>
          )
        })}
      </ul>
      <nav aria-label={t('transfers.pages')} className="flex flex-wrap justify-between gap-3 empty:hidden">
        {from ? (
          <ButtonLink variant="secondary" href={PAGE as Route}>
            {t('transfers.newest')}
          </ButtonLink>
        ) : null}
        {next ? (
          <ButtonLink
            variant="secondary"
            className="ml-auto"
            href={`${PAGE}?after=${writeKey(next)}` as Route}
          >
            {t('transfers.older')}
          </ButtonLink>
        ) : null}
      </nav>
    </div>
  )
}

function Side({ side, label, locale }: { side: SideInAccount; label: string; locale: string }) {
  return (
    <div className="flex min-w-0 items-baseline justify-between gap-3">
      <p className="min-w-0 wrap-anywhere">
        <span className="block text-12 text-ink-2">{label}</span>
        <Link
          className="underline decoration-line underline-offset-2 hover:decoration-ink"
          href={entriesHref({ openId: side.transactionId })}
        >
          {side.title}
        </Link>
        <span className="block text-13 text-ink-2">
          {dayText(side.day, locale)} · {side.account.institutionName},{' '}
          <AccountLabel account={side.account} />
        </span>
      </p>
      <Amount parts={formatMoney(side.amount, locale, { sign: 'always' })} />
    </div>
  )
}
