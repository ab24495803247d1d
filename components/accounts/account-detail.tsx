import { FileUp, Pencil, Plus, Scale } from 'lucide-react'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '@/components/shell/back-link'
import { PageHeader } from '@/components/shell/page-header'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { Pill } from '@/components/ui/pill'
import { findOwnAccount, findOwnTransaction, type OwnAccount } from '@/lib/accounts/detail'
import { factsOfKind } from '@/lib/accounts/manual-kinds'
import type { AccountSearch } from '@/lib/accounts/schema'
import { kindName } from '@/lib/i18n/account-kind'
import { AccountFacts } from './account-facts'
import { AccountHistory } from './account-history'
import { AccountLatest } from './account-latest'
import { AccountSummary } from './account-summary'
import { AccountTask } from './account-task'
import { DebtFacts } from './debt-facts'
import { accountHref, importHref } from './hrefs'
import { NotedBalances } from './noted-balances'

/** Everything about one account. Not found, with its status, where the household has none of that id. */
export async function AccountDetail({ accountId, search }: { accountId: string; search: AccountSearch }) {
  const account = await findOwnAccount(accountId)
  if (!account) notFound()
  const { id } = account
  const isChange = search.task === 'change'
  const transaction =
    isChange && search.transactionId ? await findOwnTransaction(id, search.transactionId) : null
  if (isChange && !transaction) notFound()
  const t = await getTranslations('accounts')
  const { name, mask, type, subtype, institutionName, hidden, closedAt } = account
  const place = account.connection?.title ?? institutionName

  return (
    <>
      <PageHeader
        back={<BackLink href="/accounts">{t('detail.back')}</BackLink>}
        title={name}
        description={
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            {[kindName(type, subtype, t), place].filter(Boolean).join(' · ')}
            {mask ? (
              <span data-public className="figures">
                <span aria-hidden="true">••{mask}</span>
                <span className="sr-only">{t('mask', { mask })}</span>
              </span>
            ) : null}
            {hidden ? <Pill>{t('hiddenPill')}</Pill> : null}
            {closedAt ? <Pill>{t('closedPill')}</Pill> : null}
          </span>
        }
        actions={<Actions account={account} />}
      />
      <div className="grid gap-4">
        <AccountTask account={account} search={search} transaction={transaction} />
        {hidden ? (
          <Banner
            tone="calm"
            title={t('detail.hiddenNote')}
            action={
              <ButtonLink
                size="small"
                variant="secondary"
                href={accountHref(id, { ...search, task: 'edit' })}
              >
                {t('detail.show')}
              </ButtonLink>
            }
          />
        ) : null}
        <div className="grid gap-4 wide:grid-cols-[minmax(0,1fr)_22.5rem] wide:items-start">
          <div className="grid min-w-0 gap-4">
            <AccountSummary account={account} />
            <AccountHistory account={account} search={search} />
            <AccountLatest account={account} />
          </div>
          <div className="grid min-w-0 gap-4">
            <AccountFacts account={account} />
            <DebtFacts account={account} />
            <NotedBalances account={account} />
          </div>
        </div>
      </div>
    </>
  )
}

const ICON = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const

async function Actions({ account }: { account: OwnAccount }) {
  const t = await getTranslations('accounts.tasks')
  const { id, isManual, kind } = account
  const isValued = kind !== null && factsOfKind(kind).isValued
  return (
    <>
      {isManual ? (
        <>
          <ButtonLink
            href={accountHref(id, { task: isValued ? 'balance' : 'add' })}
            icon={<Plus {...ICON} />}
          >
            {isValued ? t('value') : t('add')}
          </ButtonLink>
          <ButtonLink
            variant="secondary"
            href={accountHref(id, { task: isValued ? 'add' : 'balance' })}
            icon={isValued ? <Plus {...ICON} /> : <Scale {...ICON} />}
          >
            {isValued ? t('add') : t('balance')}
          </ButtonLink>
          {isValued ? null : (
            <ButtonLink variant="secondary" href={importHref(id)} icon={<FileUp {...ICON} />}>
              {t('import')}
            </ButtonLink>
          )}
        </>
      ) : null}
      <ButtonLink variant="secondary" href={accountHref(id, { task: 'edit' })} icon={<Pencil {...ICON} />}>
        {t('edit')}
      </ButtonLink>
    </>
  )
}
