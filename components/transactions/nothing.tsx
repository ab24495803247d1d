import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { type TransactionSearch, transactionsHref } from '@/lib/transactions/schema'

/** No bank is connected yet. */
export function NoAccounts() {
  const t = useTranslations('transactions')
  return (
    <Card>
      <EmptyState
        title={t('emptyTitle')}
        action={<ButtonLink href="/connections">{t('connect')}</ButtonLink>}
      >
        {t('emptyBody')}
      </EmptyState>
    </Card>
  )
}

/** The list has no row: because of the filters, because its end was passed, or because none has come yet. */
export function NoRows({ search }: { search: TransactionSearch }) {
  const t = useTranslations('transactions')
  const pending = search.state === 'pending'
  if (search.after)
    return (
      <EmptyState
        title={t('noneOlderTitle')}
        action={
          <ButtonLink variant="secondary" href={transactionsHref(search, { after: null }) as Route}>
            {t('newest')}
          </ButtonLink>
        }
      >
        {t('noneOlderBody')}
      </EmptyState>
    )
  if (search.text || search.accountId)
    return (
      <EmptyState
        title={t('noMatchTitle')}
        action={
          <ButtonLink
            variant="secondary"
            href={transactionsHref(search, { text: null, accountId: null }) as Route}
          >
            {t('clearFilters')}
          </ButtonLink>
        }
      >
        {t(pending ? 'noMatchPending' : 'noMatchPosted')}
      </EmptyState>
    )
  return (
    <EmptyState title={t(pending ? 'noPendingTitle' : 'noPostedTitle')}>
      {t(pending ? 'noPendingBody' : 'noPostedBody')}
    </EmptyState>
  )
}
