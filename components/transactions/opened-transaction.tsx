import type { Route } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getMessages, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Amount } from '@/components/ui/amount'
import { Banner } from '@/components/ui/banner'
import { buttonClass } from '@/components/ui/button'
import { PendingPill } from '@/components/ui/pill'
import { UrlSheet } from '@/components/ui/sheet'
import { fullCategoryName } from '@/lib/i18n/category-name'
import { formatMoney } from '@/lib/money/format'
import { findTransactionDetails, type TransactionDetails } from '@/lib/transactions/queries'
import {
  NOTE_MAX,
  TAG_MAX,
  TAGS_MAX,
  type TransactionSearch,
  transactionsHref,
} from '@/lib/transactions/schema'
import { AccountLabel } from './account-label'
import { CategoryOptions } from './category-options'
import { dayText } from './day-text'
import { EditForm } from './edit-form'
import { History } from './history'
import { wasText } from './was-text'

/** Everything about the transaction that the address opens. Not found, with its status, where there is none of that id. */
export async function OpenedTransaction({ openId, search }: { openId: string; search: TransactionSearch }) {
  const details = await findTransactionDetails(openId)
  if (!details) notFound()
  const [t, locale] = await Promise.all([getTranslations('transactions'), getLocale()])
  const { title, amount, pending, removed, replaced, successorId } = details
  const changed = replaced !== null && replaced.amount.amount !== amount.amount

  return (
    <UrlSheet
      key={openId}
      title={title}
      description={dayText(details.shownOn, locale)}
      closeLabel={t('details.close')}
      closeHref={transactionsHref(search, { openId: null }) as Route}
    >
      <div className="grid gap-6">
        <div>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Amount size="large" quiet={pending} parts={formatMoney(amount, locale, { sign: 'always' })} />
            {pending ? <PendingPill>{t('pendingPill')}</PendingPill> : null}
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
            title={t('details.removedTitle')}
            action={
              successorId ? (
                <Link
                  scroll={false}
                  prefetch={false}
                  className={buttonClass({ variant: 'secondary', size: 'small' })}
                  href={transactionsHref(search, { openId: successorId }) as Route}
                >
                  {t('details.seePosted')}
                </Link>
              ) : undefined
            }
          >
            {t('details.removedBody')}
          </Banner>
        ) : null}
        <Facts details={details} />
        {removed ? null : <OwnWords details={details} />}
        <History details={details} />
      </div>
    </UrlSheet>
  )
}

/** The form for what the person says of it, with what is stored. */
async function OwnWords({ details }: { details: TransactionDetails }) {
  const [t, messages] = await Promise.all([getTranslations('transactions.edit'), getMessages()])
  const { primary, detailed } = details.bankCategory
  const bankSays = fullCategoryName(primary, detailed, messages.categories)
  return (
    <EditForm
      transactionId={details.id}
      note={details.note}
      category={details.ownCategory?.detailed ?? ''}
      tags={details.tags}
      flagged={details.flagged}
      knownTags={details.knownTags}
      limits={{ note: NOTE_MAX, tag: TAG_MAX, tags: TAGS_MAX }}
      categoryHint={bankSays ? t('bankSays', { category: bankSays }) : t('bankSaysNothing')}
      words={{
        flag: t('flag'),
        category: t('category'),
        tags: t('tags'),
        tagsHint: t('tagsHint'),
        removeTag: t('removeTag'),
        noteLabel: t('note'),
        noteHint: t('noteHint'),
        save: t('save'),
        saving: t('saving'),
        saved: t('saved'),
        errors: {
          NOTE_TOO_LONG: t('noteTooLong', { maximum: NOTE_MAX }),
          TAG_TOO_LONG: t('tagTooLong', { maximum: TAG_MAX }),
          TOO_MANY_TAGS: t('tooManyTags', { maximum: TAGS_MAX }),
          UNKNOWN_CATEGORY: t('unknownCategory'),
          NOT_FOUND: t('gone'),
          INVALID: t('invalid'),
          unreachable: t('unreachable'),
        },
      }}
    >
      <CategoryOptions />
    </EditForm>
  )
}

const CHANNELS = { online: 'channelOnline', 'in store': 'channelStore', other: 'channelOther' } as const
const PARTIES = [
  'merchant',
  'financial_institution',
  'payment_app',
  'marketplace',
  'payment_terminal',
  'income_source',
] as const

async function Facts({ details }: { details: TransactionDetails }) {
  const [t, locale, messages] = await Promise.all([
    getTranslations('transactions.details'),
    getLocale(),
    getMessages(),
  ])
  const { account, name, originalDescription, merchantName, pending, replaced } = details
  // The title says who it was already.
  const others = details.counterparties.filter((party) => party.name !== merchantName)
  const { bankCategory, ownCategory } = details
  const bankSays = fullCategoryName(bankCategory.primary, bankCategory.detailed, messages.categories)
  const said = bankSays && details.categoryConfidence === 'LOW' ? `${bankSays}, ${t('uncertain')}` : bankSays
  const own = ownCategory && fullCategoryName(ownCategory.primary, ownCategory.detailed, messages.categories)
  const channel = Object.entries(CHANNELS).find(([code]) => code === details.paymentChannel)?.[1]
  const party = (type: string) => PARTIES.find((known) => known === type)

  const facts: [label: string, value: ReactNode][] = [
    [t('bankText'), name],
    [t('originalText'), originalDescription === name ? null : originalDescription],
    [t('category'), own ?? said],
    [t('bankCategory'), own && said],
    [
      t('account'),
      <span key="account">
        {account.institutionName}, <AccountLabel account={account} />
      </span>,
    ],
    [t('happened'), dayText(details.authorizedOn ?? details.shownOn, locale)],
    [t('posted'), pending ? t('notPosted') : dayText(details.postedOn, locale)],
    [
      t('replaced'),
      replaced &&
        t('replacedText', {
          amount: formatMoney(replaced.amount, locale, { sign: 'always' }).text,
          day: dayText(replaced.shownOn, locale),
        }),
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
  )
}
