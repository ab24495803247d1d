import { Webhook } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { WebhookEntry } from '@/lib/connections/timeline'
import { Pill } from '../ui/pill'
import { DetailCode } from './detail-code'
import { DetailEntry } from './detail-entry'
import { TimeOfDay } from './detail-moment'

/** A webhook: what Plaid reported, how often it came, and what was done with it. */
export function DetailWebhook({ webhook }: { webhook: WebhookEntry }) {
  const t = useTranslations('connection')
  const { at, type, code, handledAt, outcome, deliveries, errorCode, errorType } = webhook
  const known = `webhook.${type}.${code}` as 'webhook.ITEM.ERROR'
  const ended = `outcome.${outcome}` as 'outcome.sync'
  const parts: [key: string, part: ReactNode][] = [
    ['error', errorCode ? <DetailCode key="error" code={errorCode} type={errorType} /> : null],
    ['outcome', outcome && t.has(ended) ? t(ended) : outcome],
    [
      'handled',
      handledAt
        ? t.rich('webhook.handled', { moment: () => <TimeOfDay at={handledAt} seconds /> })
        : t('webhook.waiting'),
    ],
    ['deliveries', deliveries > 1 ? t('webhook.received', { count: deliveries }) : null],
  ]
  return (
    <DetailEntry
      at={at}
      icon={<Webhook className="size-3" strokeWidth={1.75} />}
      title={<span className="font-medium">{t.has(known) ? t(known) : t('webhook.other')}</span>}
      end={<Pill>{t('webhook.label')}</Pill>}
    >
      <p className="text-12 wrap-anywhere text-ink-2" translate="no">
        {type} {code}
      </p>
      <p className="text-13 text-ink-2">
        {parts
          .filter(([, part]) => Boolean(part))
          .map(([key, part], index) => (
            <span key={key}>
              {index > 0 ? ' · ' : null}
              {part}
            </span>
          ))}
      </p>
    </DetailEntry>
  )
}
