import { useTranslations } from 'next-intl'
import type { Installation } from '@/lib/operator/queries'
import { Code } from './code'
import { ListSection } from './list'
import { ReplayButton } from './replay-button'
import { Figure, Id } from './section'
import { When } from './when'

function useReplayWords(of: 'dead' | 'stuck') {
  const t = useTranslations('operator')
  return {
    replay: t(`${of}.replay`),
    pending: t(`${of}.replaying`),
    done: t(`${of}.replayed`),
    gone: t('failed.gone'),
    unreachable: t('failed.unreachable'),
  }
}

/** Syncs whose tries are used up. */
export function DeadLetters({ letters }: { letters: Installation['deadLetters'] }) {
  const t = useTranslations('operator.dead')
  const words = useReplayWords('dead')
  return (
    <ListSection
      id="operator-dead"
      title={t('title')}
      description={t('lead')}
      none={t('none')}
      {...letters}
      keyOf={({ id }) => id}
      columns={[
        { key: 'cause', head: t('cause'), cell: ({ cause }) => <Code of={cause} /> },
        { key: 'connection', head: t('connection'), cell: ({ itemId }) => <Id>{itemId}</Id> },
        {
          key: 'failures',
          head: t('failures'),
          align: 'right',
          cell: ({ failures }) => <Figure of={failures} />,
        },
        { key: 'at', head: t('at'), align: 'right', cell: ({ at }) => <When at={at} /> },
        {
          key: 'replay',
          head: <span className="sr-only">{t('replay')}</span>,
          align: 'right',
          cell: ({ id }) => <ReplayButton what="sync" id={id} words={words} />,
        },
      ]}
    />
  )
}

/** Webhooks that could not be worked on. */
export function StuckWebhooks({ stuck }: { stuck: Installation['stuckWebhooks'] }) {
  const t = useTranslations('operator.stuck')
  const words = useReplayWords('stuck')
  return (
    <ListSection
      id="operator-stuck"
      title={t('title')}
      description={t('lead')}
      none={t('none')}
      {...stuck}
      keyOf={({ id }) => id}
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
        { key: 'id', head: t('id'), cell: ({ id }) => <Id>{id}</Id> },
        {
          key: 'attempts',
          head: t('attempts'),
          align: 'right',
          cell: ({ attempts }) => <Figure of={attempts} />,
        },
        {
          key: 'received',
          head: t('received'),
          align: 'right',
          cell: ({ receivedAt }) => <When at={receivedAt} />,
        },
        {
          key: 'replay',
          head: <span className="sr-only">{t('replay')}</span>,
          align: 'right',
          cell: ({ id }) => <ReplayButton what="webhook" id={id} words={words} />,
        },
      ]}
    />
  )
}
