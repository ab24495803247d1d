import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { moneyText } from '@/lib/money/format'
import type { TransactionDetails } from '@/lib/transactions/details-queries'
import { AccountLabel } from './account-label'
import { dayText } from './day-text'

const CHANNELS = { online: 'channelOnline', 'in store': 'channelStore', other: 'channelOther' } as const
const PARTIES = [
  'merchant',
  'financial_institution',
  'payment_app',
  'marketplace',
  'payment_terminal',
  'income_source',
] as const

/** What the bank said of a transaction, as it said it. */
export async function TransactionFacts({ details }: { details: TransactionDetails }) {
  const [t, locale] = await Promise.all([getTranslations('transactions.details'), getLocale()])
  const { account, name, originalDescription, merchantName, pending, replaced, category } = details
  // The title says who it was already.
  const others = details.counterparties.filter((party) => party.name !== merchantName)
  const bankSays = category.bank?.name
  const said = bankSays && details.categoryConfidence === 'LOW' ? `${bankSays}, ${t('uncertain')}` : bankSays
  const channel = Object.entries(CHANNELS).find(([code]) => code === details.paymentChannel)?.[1]
  const party = (type: string) => PARTIES.find((known) => known === type)

  const facts: [label: string, value: ReactNode][] = [
    [t('bankText'), name],
    [t('originalText'), originalDescription === name ? null : originalDescription],
    [t('bankCategory'), said],
    [
      t('account'),
      <span key="account">
        {account.institutionName}, <AccountLabel account={account} />
      </span>,
    ],
    [t('happened'), dayText(details.authorizedOn ?? details.day.bank ?? details.postedOn, locale)],
    [t('posted'), pending ? t('notPosted') : dayText(details.postedOn, locale)],
    [
      t('replaced'),
      replaced && (
        <span key="replaced" className="money">
          {t('replacedText', {
            amount: moneyText(replaced.amount, locale, { sign: 'always' }),
            day: dayText(replaced.shownOn, locale),
          })}
        </span>
      ),
    ],
    [t('place'), details.place],
    [t('channel'), channel ? t(channel) : null],
    [t('check'), details.checkNumber],
    [
      t('counterparties'),
      others.length > 0 ? (
        <ul key="counterparties">
          {others.map(({ name, type }) => {
            const known = party(type)
            return <li key={`${type} ${name}`}>{known ? `${name}, ${t(`party.${known}`)}` : name}</li>
          })}
        </ul>
      ) : null,
    ],
    [t('website'), details.website],
  ]

  return (
    <section aria-labelledby="transaction-facts" className="grid gap-3">
      <h3 id="transaction-facts" className="text-17">
        {t('facts')}
      </h3>
      <dl aria-label={t('facts')} className="border-t border-line-2">
        {facts.map(([label, value]) =>
          value ? (
            <div
              key={label}
              className="grid grid-cols-[7rem_minmax(0,1fr)] gap-3 border-b border-line-2 py-2 wrap-anywhere"
            >
              <dt className="text-ink-2">{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </section>
  )
}
