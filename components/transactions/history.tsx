import { getLocale, getTimeZone, getTranslations } from 'next-intl/server'
import { getCategoryBook } from '@/lib/categories/queries'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import type { TransactionDetails } from '@/lib/transactions/details-queries'
import type { FieldChange } from '@/lib/transactions/history'
import { titleKey, type ValueWords, valueText } from './history-words'

/** What became of a transaction, oldest first: each step with its moment, and what it changed. */
export async function History({ details }: { details: TransactionDetails }) {
  const [t, channels, locale, timeZone, book] = await Promise.all([
    getTranslations('history'),
    getTranslations('transactions.details'),
    getLocale(),
    getTimeZone(),
    getCategoryBook(),
  ])
  const moment = dateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const words: ValueWords = {
    locale,
    book,
    accounts: details.accounts,
    otherAccount: t('otherAccount'),
    channels: {
      online: channels('channelOnline'),
      store: channels('channelStore'),
      other: channels('channelOther'),
    },
    pending: t('statePending'),
    posted: t('statePosted'),
  }
  const text = (value: FieldChange['before']) => (value ? valueText(value, words) : t('nothing'))

  return (
    <section aria-labelledby="transaction-history" className="grid gap-3">
      <h3 id="transaction-history" className="text-17">
        {t('title')}
      </h3>
      <ol className="grid gap-3 border-l border-line pl-4">
        {details.history.map((entry, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a history only grows at its end
          <li key={place} className="grid gap-0.5">
            <p className="flex flex-wrap justify-between gap-x-3">
              <span className="font-medium">{t(titleKey(entry))}</span>
              <time dateTime={entry.at.toISOString()} className="text-13 text-ink-2">
                {moment.format(entry.at)}
              </time>
            </p>
            {entry.kind === 'reported' ? (
              <p className="figures text-13 text-ink-2">
                {valueText({ type: 'money', money: entry.amount }, words)}
              </p>
            ) : null}
            {entry.changes.length > 0 ? (
              <dl className="grid gap-0.5 text-13 wrap-anywhere">
                {entry.changes.map(({ field, before, after }) => (
                  <div key={field} className="grid grid-cols-[7rem_minmax(0,1fr)] gap-3">
                    <dt className="text-ink-2">{t(`fields.${field}`)}</dt>
                    <dd className="figures">
                      {before === null && after === null ? (
                        t('changedOnly')
                      ) : (
                        <>
                          <span className="sr-only">{t('before')} </span>
                          <span className="text-ink-2">{text(before)}</span>
                          <span aria-hidden="true"> → </span>
                          <span className="sr-only">{t('after')} </span>
                          {text(after)}
                        </>
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
