import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { RefreshButton } from './refresh-button'
import { RemoveButton } from './remove-button'

/** "Refresh" and "Remove" of one connection. */
export function ConnectionActions({
  itemId,
  title,
  accountCount,
  leaveTo,
}: {
  itemId: string
  title: string
  accountCount: number
  /** Where to go once it is removed, from a page of its own. */
  leaveTo?: Route
}) {
  const t = useTranslations('connections')
  const failures = {
    gone: t('actionFailed.gone'),
    later: t('actionFailed.later'),
    operator: t('actionFailed.operator'),
    unreachable: t('actionFailed.unreachable'),
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <RefreshButton itemId={itemId} label={t('refresh')} pendingLabel={t('refreshing')} words={failures} />
      <RemoveButton
        itemId={itemId}
        leaveTo={leaveTo}
        label={t('remove')}
        words={{
          ...failures,
          title: t('removeTitle', { name: title }),
          body: t('removeBody', { count: accountCount }),
          safe: t('removeSafe'),
          confirm: t('removeConfirm'),
          cancel: t('cancel'),
          removing: t('removing'),
          removed: t('removed', { name: title }),
        }}
      />
    </div>
  )
}
