import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Amount } from '@/components/ui/amount'
import { Banner } from '@/components/ui/banner'
import { formatMoney } from '@/lib/money/format'
import type { TransactionDetails } from '@/lib/transactions/details-queries'
import { type TransactionSearch, transactionsHref } from '@/lib/transactions/schema'
import type { SideInAccount } from '@/lib/transactions/transfers-queries'
import { Link } from '../ui/link'
import { AccountLabel } from './account-label'
import { dayText } from './day-text'
import { transferWords } from './edit-words'
import { TransferButtons } from './transfer-buttons'

/** The other side of a transfer between own accounts, or what may be it; nothing where there is neither. */
export async function TransferSection({
  details,
  search,
}: {
  details: TransactionDetails
  search: TransactionSearch
}) {
  const { confirmed, suggestions } = details.transferOf
  if (!confirmed && suggestions.length === 0) return null
  const [t, words] = await Promise.all([getTranslations('details'), transferWords()])
  const isOut = details.amount.amount.startsWith('-')
  const nameOf = ({ title, account }: SideInAccount) => `${title}, ${account.name}`

  return (
    <section aria-labelledby="transaction-transfer" className="grid gap-3">
      <h3 id="transaction-transfer" className="text-17">
        {t('transfer.title')}
      </h3>
      {confirmed ? (
        <>
          <p className="text-13 text-ink-2">{t(isOut ? 'transfer.wentTo' : 'transfer.cameFrom')}</p>
          <Side side={confirmed} search={search} />
          {confirmed.isUneven ? (
            <Banner title={t('transfer.unevenTitle')}>{t('transfer.unevenBody')}</Banner>
          ) : null}
          <TransferButtons
            key={confirmed.transactionId}
            outId={confirmed.outId}
            inId={confirmed.inId}
            isConfirmed
            name={nameOf(confirmed)}
            words={words}
          />
        </>
      ) : (
        <>
          <p className="text-13 text-ink-2">{t('transfer.looksLike')}</p>
          <ul className="grid gap-4">
            {suggestions.map((side) => (
              <li key={side.transactionId} className="grid gap-2">
                <Side side={side} search={search}>
                  <span className="block">{t('transfer.apart', { days: side.days })}</span>
                  {side.isSameCurrency ? null : <span className="block">{t('transfer.otherCurrency')}</span>}
                </Side>
                <TransferButtons
                  outId={side.outId}
                  inId={side.inId}
                  isConfirmed={false}
                  name={nameOf(side)}
                  words={words}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

async function Side({
  side,
  search,
  children,
}: {
  side: SideInAccount
  search: TransactionSearch
  children?: ReactNode
}) {
  const locale = await getLocale()
  const { account } = side
  return (
    <div className="flex items-baseline justify-between gap-3 rounded-control border border-line px-3 py-2">
      <p className="min-w-0 wrap-anywhere">
        <Link
          scroll={false}
          className="underline decoration-line underline-offset-2 hover:decoration-ink"
          href={transactionsHref(search, { openId: side.transactionId })}
        >
          {side.title}
        </Link>
        <span className="block text-13 text-ink-2">
          {dayText(side.day, locale)} · {account.institutionName}, <AccountLabel account={account} />
          {children}
        </span>
      </p>
      <Amount parts={formatMoney(side.amount, locale, { sign: 'always' })} />
    </div>
  )
}
