import { useNow, useTranslations } from 'next-intl'
import type { Installation } from '@/lib/operator/queries'
import { Banner } from '../ui/banner'
import { Facts } from './facts'
import { Figure, Section } from './section'
import { When } from './when'

/** The schedule of a host runs once a day at least, and not to the minute. */
const LATE_MS = 26 * 3_600_000

/** Whether what happens by itself does, and what waits for it. */
export function Schedule({ installation: { tickAt, queue, intents } }: { installation: Installation }) {
  const t = useTranslations('operator.now')
  const common = useTranslations('operator')
  const now = useNow()
  const isLate = tickAt === null || now.getTime() - tickAt.getTime() > LATE_MS
  return (
    <Section id="operator-now" title={t('title')}>
      {isLate ? <Banner tone="amber" title={t('tickLate')} className="mb-4" /> : null}
      {intents.lost > 0 ? (
        <Banner tone="alarm" title={t('lostLead', { count: intents.lost })} className="mb-4" />
      ) : null}
      <Facts
        facts={[
          { name: t('tick'), value: tickAt ? <When at={tickAt} /> : common('never') },
          {
            name: t('waiting'),
            value: <Figure of={queue.waiting} />,
            detail: queue.oldestDueAt
              ? t.rich('oldest', {
                  when: () => (queue.oldestDueAt ? <When at={queue.oldestDueAt} /> : null),
                })
              : null,
          },
          { name: t('active'), value: <Figure of={queue.active} /> },
          { name: t('later'), value: <Figure of={queue.later} /> },
          {
            name: t('lost'),
            value: <Figure of={intents.lost} />,
            detail: intents.lastLostAt ? <When at={intents.lastLostAt} /> : null,
          },
          { name: t('forsaken'), value: <Figure of={intents.forsaken} /> },
        ]}
      />
    </Section>
  )
}
