import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { CardLink } from '@/components/ui/card-link'
import {
  findOwnContents,
  listCategoryChoices,
  type OwnAccount,
  type OwnTransaction,
} from '@/lib/accounts/detail'
import { factsOfKind, isDebtType } from '@/lib/accounts/manual-kinds'
import { type AccountSearch, NAME_MAX, NOTE_MAX, PAYEE_MAX } from '@/lib/accounts/schema'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import { moneyText } from '@/lib/money/format'
import { exact, plain } from '@/lib/money/money'
import { entriesHref } from '@/lib/transactions/schema'
import { BalanceForm } from './balance-form'
import { EditAccount } from './edit-account'
import { accountHref } from './hrefs'
import { ManualAccountForm } from './manual-account-form'
import { manualWords } from './manual-words'
import { RemoveAccount } from './remove-account'
import { TransactionForm } from './transaction-form'
import { errorWords } from './words'

interface TaskProps {
  account: OwnAccount
  search: AccountSearch
  /** The one to change. */
  transaction: OwnTransaction | null
}

/** What the address says that is done on the account: a form above everything else; nothing where it says nothing. */
export async function AccountTask({ account, search, transaction }: TaskProps) {
  const { task } = search
  // All but the edit is for what is kept by hand.
  if (task === null || (task !== 'edit' && !account.isManual)) return null
  const t = await getTranslations('accounts.tasks')
  const isValued = account.kind !== null && factsOfKind(account.kind).isValued
  const titles = {
    edit: t('editTitle'),
    balance: t(
      isDebtType(account.type) ? 'balanceTitleOwed' : isValued ? 'balanceTitleValue' : 'balanceTitle',
    ),
    add: t('addTitle'),
    change: t('changeTitle'),
    delete: t('deleteTitle', { name: account.name }),
  }
  return (
    <Card aria-labelledby="account-task">
      <CardHeader
        id="account-task"
        title={titles[task]}
        actions={<CardLink href={accountHref(account.id, { range: search.range })}>{t('close')}</CardLink>}
      />
      {task === 'edit' ? <Edit account={account} /> : null}
      {task === 'balance' ? <Balance account={account} /> : null}
      {task === 'add' || task === 'change' ? (
        <Transaction key={transaction?.id ?? 'new'} account={account} transaction={transaction} />
      ) : null}
      {task === 'delete' ? <Removal account={account} /> : null}
    </Card>
  )
}

/** An amount as the person's language writes it, for a field. */
function typed(amount: string, currency: string, locale: string): string {
  return moneyText({ amount, currency }, locale, { bare: true })
}

async function Edit({ account }: { account: OwnAccount }) {
  const [t, words, locale] = await Promise.all([getTranslations('accounts'), manualWords(), getLocale()])
  const { id, name, bankName, hidden, isManual, kind, institutionName, creditLimit, currency } = account
  const groupName = account.groupName ?? ''
  return (
    <div className="grid gap-6">
      {isManual && kind ? (
        <ManualAccountForm
          locale={locale}
          nameMaximum={NAME_MAX}
          words={words}
          account={{
            id,
            name,
            institutionName,
            kind,
            creditLimit: creditLimit === null ? '' : typed(creditLimit, currency, locale),
            groupName,
            hidden,
          }}
          doneHref={accountHref(id)}
        />
      ) : (
        <EditAccount
          accountId={id}
          name={name === bankName ? '' : name}
          groupName={groupName}
          hidden={hidden}
          nameMaximum={NAME_MAX}
          doneHref={accountHref(id)}
          words={{
            name: t('form.ownName'),
            nameHint: t('form.ownNameHint', { name: bankName }),
            group: words.group,
            groupHint: words.groupHint,
            hidden: words.hidden,
            hiddenHint: words.hiddenHint,
            save: words.save,
            saving: words.saving,
            errors: words.errors,
          }}
        />
      )}
      {isManual ? (
        <p>
          <ButtonLink
            variant="quiet"
            size="small"
            href={accountHref(id, { task: 'delete' })}
            className="-ml-3 text-alarm!"
          >
            {t('tasks.delete')}
          </ButtonLink>
        </p>
      ) : null}
    </div>
  )
}

async function Balance({ account }: { account: OwnAccount }) {
  const [t, errors, locale] = await Promise.all([getTranslations('accounts'), errorWords(), getLocale()])
  const { id, balance, currency, type, kind, today } = account
  const isDebt = isDebtType(type)
  const isValued = kind !== null && factsOfKind(kind).isValued
  const size = plain(exact(balance ?? '0').times(isDebt ? -1 : 1))
  return (
    <BalanceForm
      accountId={id}
      today={today}
      currency={currency}
      locale={locale}
      amount={typed(size, currency, locale)}
      doneHref={accountHref(id)}
      words={{
        lead: t(isValued ? 'balanceForm.leadValue' : 'balanceForm.lead'),
        amount: t(isDebt ? 'detail.owed' : isValued ? 'detail.worth' : 'detail.current'),
        day: t('balanceForm.day'),
        dayWrong: t('balanceForm.dayWrong'),
        unreadable: t('form.amountWrong'),
        submit: t(isValued ? 'balanceForm.submitValue' : 'balanceForm.submit'),
        saving: t('form.saving'),
        errors,
      }}
    />
  )
}

async function Transaction({ account, transaction }: Pick<TaskProps, 'account' | 'transaction'>) {
  const [t, errors, locale, groups] = await Promise.all([
    getTranslations('accounts'),
    errorWords(),
    getLocale(),
    listCategoryChoices(transaction?.category ?? null),
  ])
  const { id, currency, today } = account
  const day = dateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${transaction?.day ?? today}T00:00:00Z`),
  )
  return (
    <TransactionForm
      accountId={id}
      today={today}
      currency={currency}
      locale={locale}
      groups={[{ label: null, choices: [{ value: '', label: t('transaction.noCategory') }] }, ...groups]}
      limits={{ payee: PAYEE_MAX, note: NOTE_MAX }}
      doneHref={accountHref(id)}
      listHref={entriesHref({ accountIds: [id], openId: transaction?.id ?? null })}
      stored={
        transaction && {
          id: transaction.id,
          day: transaction.day,
          payee: transaction.payee,
          isIn: !transaction.amount.startsWith('-'),
          amount: typed(transaction.amount.replace('-', ''), currency, locale),
          category: transaction.category,
          note: transaction.note,
          pending: transaction.pending,
          isFromFile: transaction.importId !== null,
        }
      }
      words={{
        day: t('transaction.day'),
        payee: t('transaction.payee'),
        payeeMissing: t('transaction.payeeMissing'),
        direction: t('transaction.direction'),
        out: t('transaction.out'),
        in: t('transaction.in'),
        amount: t('transaction.amount'),
        unreadable: t('form.amountWrong'),
        category: t('transaction.category'),
        choice: {
          placeholder: t('transaction.noCategory'),
          search: t('transaction.categorySearch'),
          nothing: t('transaction.categoryNothing'),
          close: t('transaction.categoryClose'),
        },
        note: t('transaction.note'),
        pending: t('transaction.pending'),
        pendingHint: t('transaction.pendingHint'),
        dayWrong: t('balanceForm.dayWrong'),
        save: t('transaction.save'),
        saving: t('transaction.saving'),
        remove: t('transaction.remove'),
        removeTitle: t('transaction.removeTitle'),
        removeBody: t('transaction.removeBody', { payee: transaction?.payee ?? '', day }),
        removing: t('transaction.removing'),
        keep: t('transaction.keep'),
        fromFile: t('transaction.fromFile'),
        openInList: t('transaction.openInList'),
        errors,
      }}
    />
  )
}

async function Removal({ account }: { account: OwnAccount }) {
  const [t, errors, contents] = await Promise.all([
    getTranslations('accounts.removal'),
    errorWords(),
    findOwnContents(account.id),
  ])
  if (!contents) return null
  const { transactions, imports, balances } = contents
  return (
    <RemoveAccount
      accountId={account.id}
      name={account.name}
      cancelHref={accountHref(account.id)}
      words={{
        body: t('body', { transactions, imports, balances }),
        hideInstead: t('hideInstead'),
        confirm: t('confirm'),
        confirmWrong: t('confirmWrong', { name: account.name }),
        submit: t('submit'),
        submitting: t('submitting'),
        cancel: t('cancel'),
        errors,
      }}
    />
  )
}
