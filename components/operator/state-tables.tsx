import { useTranslations } from 'next-intl'
import type { HealthRow, Shown, TroubleRow } from '@/lib/operator/queries'
import { Code } from './code'
import { ListSection } from './list'
import { Figure, Id } from './section'
import { When } from './when'

/** How many connections there are in each state. */
export function Healths({ healths }: { healths: readonly HealthRow[] }) {
  const t = useTranslations('operator.healths')
  const states = useTranslations('connections.state')
  return (
    <ListSection
      id="operator-healths"
      title={t('title')}
      none={t('none')}
      rows={healths}
      keyOf={({ health }) => health}
      columns={[
        { key: 'state', head: t('state'), cell: ({ health }) => states(health) },
        { key: 'count', head: t('count'), align: 'right', cell: ({ count }) => <Figure of={count} /> },
        { key: 'since', head: t('since'), align: 'right', cell: ({ since }) => <When at={since} /> },
      ]}
    />
  )
}

/** What only who runs the installation can mend. */
export function Troubles({ troubles }: { troubles: Shown<TroubleRow> }) {
  const t = useTranslations('operator.troubles')
  return (
    <ListSection
      id="operator-troubles"
      title={t('title')}
      description={t('lead')}
      none={t('none')}
      {...troubles}
      keyOf={({ itemId }) => itemId}
      columns={[
        {
          key: 'code',
          head: t('code'),
          cell: ({ errorCode, errorType }) =>
            errorCode === null ? t('noCode') : <Code of={errorCode} type={errorType} />,
        },
        { key: 'type', head: t('type'), className: 'text-13 text-ink-2', cell: ({ errorType }) => errorType },
        {
          key: 'request',
          head: t('request'),
          cell: ({ requestId }) => (requestId === null ? null : <Id>{requestId}</Id>),
        },
        { key: 'connection', head: t('connection'), cell: ({ itemId }) => <Id>{itemId}</Id> },
        { key: 'since', head: t('since'), align: 'right', cell: ({ since }) => <When at={since} /> },
      ]}
    />
  )
}
