import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { SegmentedLinks } from '@/components/ui/segmented-links'
import { type AccountGroup, groupAccounts, usualGrouping } from '@/lib/accounts/grouping'
import { type ListedAccount, listOwnAccounts } from '@/lib/accounts/queries'
import { type AccountsSearch, GROUPINGS, type Grouping } from '@/lib/accounts/schema'
import type { Connection } from '@/lib/connections/queries'
import { typeName } from '@/lib/i18n/account-kind'
import { AccountLine } from './account-line'
import { Arrange } from './arrange'
import { ConnectionState } from './connection-state'
import { GroupTotal } from './group-total'
import { accountsHref } from './hrefs'
import { Totals } from './totals'

/** All accounts with what they hold: the totals of each currency, and below them the accounts in groups. */
export async function Accounts({ search }: { search: AccountsSearch }) {
  const [t, list] = await Promise.all([getTranslations('accounts'), listOwnAccounts()])
  const { accounts, totals, connections, groupNames } = list
  if (accounts.length === 0) {
    return (
      <Card>
        <EmptyState
          title={t('emptyTitle')}
          action={
            <>
              <ButtonLink href="/connections">{t('connect')}</ButtonLink>
              <ButtonLink href="/accounts/new" variant="secondary">
                {t('add')}
              </ButtonLink>
            </>
          }
        >
          {t('emptyBody')}
        </EmptyState>
      </Card>
    )
  }
  const by = search.by ?? usualGrouping(accounts)
  const { groups, hidden, closed } = groupAccounts(accounts, by)
  return (
    <div className="grid gap-4">
      <Totals totals={totals} />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <SegmentedLinks
          label={t('by')}
          links={GROUPINGS.map((one) => ({
            href: accountsHref({ ...search, by: one }),
            label: t(`groupings.${one}`),
            current: one === by,
          }))}
        />
        <ButtonLink
          size="small"
          variant={search.isArranging ? 'primary' : 'secondary'}
          href={accountsHref({ by, isArranging: !search.isArranging })}
        >
          {search.isArranging ? t('arrangeDone') : t('arrange')}
        </ButtonLink>
      </div>
      {search.isArranging ? (
        <Arrange groups={[...groups, ...folded(hidden), ...folded(closed)]} by={by} groupNames={groupNames} />
      ) : (
        <>
          {groups.map((group) => (
            <Group
              key={group.key}
              group={group}
              by={by}
              connection={connections.find(({ itemId }) => itemId === group.itemId) ?? null}
            />
          ))}
          <Folded title={t('hidden', { count: hidden.length })} note={t('hiddenNote')} accounts={hidden} />
          <Folded title={t('closed', { count: closed.length })} note={t('closedNote')} accounts={closed} />
        </>
      )}
    </div>
  )
}

/** What is folded away, as groups among those that are arranged. */
function folded(accounts: ListedAccount[]): AccountGroup<ListedAccount>[] {
  if (accounts.length === 0) return []
  const [first] = accounts
  return [{ key: first?.hidden ? 'hidden' : 'closed', name: null, itemId: null, accounts }]
}

/** What a group is called. */
function useGroupName(): (group: AccountGroup<ListedAccount>, by: Grouping) => string {
  const t = useTranslations('accounts')
  return ({ name }, by) => {
    if (by === 'kind') return name === null ? '' : typeName(name, t)
    return name ?? (by === 'group' ? t('noGroup') : t('byHand'))
  }
}

function Group({
  group,
  by,
  connection,
}: {
  group: AccountGroup<ListedAccount>
  by: Grouping
  connection: Connection | null
}) {
  const t = useTranslations('accounts')
  const nameOf = useGroupName()
  const name = connection?.title ?? nameOf(group, by)
  const id = `group-${group.accounts[0]?.id ?? ''}`
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title={name}
        className="mb-2 items-center"
        actions={
          <>
            {connection ? <ConnectionState connection={connection} /> : null}
            {group.accounts.length > 1 ? <GroupTotal accounts={group.accounts} /> : null}
          </>
        }
      />
      <ul aria-label={t('accountsOf', { name })} className="divide-y divide-line-2">
        {group.accounts.map((account) => (
          <AccountLine key={account.id} account={account} showsBank={by !== 'bank'} />
        ))}
      </ul>
    </Card>
  )
}

function Folded({ title, note, accounts }: { title: string; note: string; accounts: ListedAccount[] }) {
  if (accounts.length === 0) return null
  return (
    <Card aria-label={title}>
      <Disclosure summary={title}>
        <p className="mb-2 text-13 text-ink-2">{note}</p>
        <ul className="divide-y divide-line-2">
          {accounts.map((account) => (
            <AccountLine key={account.id} account={account} showsBank />
          ))}
        </ul>
      </Disclosure>
    </Card>
  )
}
