import { useTranslations } from 'next-intl'
import type { Installation } from '@/lib/operator/queries'
import { ListSection } from './list'
import { Figure } from './section'
import { When } from './when'

/** What has come in, by code and by what became of it. */
export function Webhooks({ webhooks }: { webhooks: Installation['webhooks'] }) {
  const t = useTranslations('operator.webhooks')
  return (
    <ListSection
      id="operator-webhooks"
      title={t('title')}
      none={t('none')}
      {...webhooks}
      keyOf={({ type, code, outcome }) => `${type} ${code} ${outcome}`}
      columns={[
        {
          key: 'webhook',
          head: t('webhook'),
          cell: ({ type, code }) => (
            <code className="text-13">
              {type} {code}
            </code>
          ),
        },
        {
          key: 'outcome',
          head: t('outcome'),
          cell: ({ outcome }) =>
            outcome === null ? t('waiting') : <code className="text-13">{outcome}</code>,
        },
        { key: 'count', head: t('count'), align: 'right', cell: ({ count }) => <Figure of={count} /> },
        {
          key: 'deliveries',
          head: t('deliveries'),
          align: 'right',
          cell: ({ deliveries }) => <Figure of={deliveries} />,
        },
        { key: 'last', head: t('last'), align: 'right', cell: ({ lastAt }) => <When at={lastAt} /> },
      ]}
    />
  )
}
