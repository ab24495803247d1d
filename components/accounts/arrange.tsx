import { useTranslations } from 'next-intl'
import { Card, CardHeader } from '@/components/ui/card'
import type { AccountGroup } from '@/lib/accounts/grouping'
import type { ListedAccount } from '@/lib/accounts/queries'
import { type Grouping, NAME_MAX } from '@/lib/accounts/schema'
import { typeName } from '@/lib/i18n/account-kind'
import { SLOT } from '@/lib/i18n/client-words'
import { ArrangeList } from './arrange-list'
import { useErrorWords } from './words'

/** The accounts in their groups, with what names, hides, groups and orders them. */
export function Arrange({
  groups,
  by,
  groupNames,
}: {
  groups: AccountGroup<ListedAccount>[]
  by: Grouping
  groupNames: string[]
}) {
  const t = useTranslations('accounts')
  const errors = useErrorWords()
  const nameOf = ({ key, name, accounts }: AccountGroup<ListedAccount>) => {
    if (key === 'hidden') return t('hidden', { count: accounts.length })
    if (key === 'closed') return t('closed', { count: accounts.length })
    if (by === 'kind') return name === null ? '' : typeName(name, t)
    return name ?? (by === 'group' ? t('noGroup') : t('byHand'))
  }
  const words = {
    nameOf: t('arranging.nameOf', { name: SLOT }),
    groupOf: t('arranging.groupOf', { name: SLOT }),
    groupPlaceholder: t('arranging.groupPlaceholder'),
    hide: t('arranging.hide', { name: SLOT }),
    hideShort: t('arranging.hideShort'),
    up: t('arranging.up', { name: SLOT }),
    down: t('arranging.down', { name: SLOT }),
    drag: t('arranging.drag'),
    errors,
  }
  return (
    <>
      <p className="max-w-prose text-ink-2">{t('arranging.lead')}</p>
      <datalist id="account-groups">
        {groupNames.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {groups.map((group) => {
        const name = nameOf(group)
        return (
          <Card key={group.key} aria-label={name}>
            <CardHeader title={name} className="mb-2" />
            <ArrangeList
              label={t('accountsOf', { name })}
              nameMaximum={NAME_MAX}
              accounts={group.accounts.map(({ id, name: own, bankName, mask, hidden, groupName }) => ({
                id,
                name: own,
                bankName,
                mask,
                hidden,
                groupName: groupName ?? '',
              }))}
              words={words}
            />
          </Card>
        )
      })}
    </>
  )
}
