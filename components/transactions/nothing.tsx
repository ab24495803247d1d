import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { isFiltered, NO_FILTER, type TransactionSearch, transactionsHref } from '@/lib/transactions/schema'

/** No bank is connected yet, and no account kept by hand. */
export function NoAccounts() {
  const t = useTranslations('list.empty')
  return (
    <Card>
      <EmptyState
        title={t('accountsTitle')}
        action={<ButtonLink href="/connections">{t('connect')}</ButtonLink>}
      >
        {t('accountsBody')}
      </EmptyState>
    </Card>
  )
}

/**
 * The list has no row: because its end was passed, because of the filters, because all is reviewed, because the first
 * import still runs, or because none has come yet. Each is another state, with another way out.
 */
export function NoRows({ search, importing }: { search: TransactionSearch; importing: boolean }) {
  const t = useTranslations('list.empty')
  const list = useTranslations('list')
  const review = useTranslations('list.review')
  if (search.after)
    return (
      <EmptyState
        title={t('olderTitle')}
        action={
          <ButtonLink variant="secondary" href={transactionsHref(search, { after: null })}>
            {list('newest')}
          </ButtonLink>
        }
      >
        {t('olderBody')}
      </EmptyState>
    )
  if (isFiltered(search) || search.review === 'done' || (search.review && search.state))
    return (
      <EmptyState
        title={t('matchTitle')}
        action={
          <ButtonLink
            variant="secondary"
            href={transactionsHref(search, {
              ...NO_FILTER,
              state: search.review ? null : search.state,
              review: search.state || search.review === 'done' ? null : search.review,
            })}
          >
            {t('clear')}
          </ButtonLink>
        }
      >
        {t('matchBody')}
      </EmptyState>
    )
  if (importing)
    return (
      <EmptyState
        title={t('importingTitle')}
        action={
          <ButtonLink variant="secondary" href="/connections">
            {t('importing')}
          </ButtonLink>
        }
      >
        {t('importingBody')}
      </EmptyState>
    )
  if (search.review === 'open')
    return <EmptyState title={review('doneTitle')}>{review('doneBody')}</EmptyState>
  if (search.state === 'pending') return <EmptyState title={t('pendingTitle')}>{t('pendingBody')}</EmptyState>
  return <EmptyState title={t('noneTitle')}>{t('noneBody')}</EmptyState>
}
