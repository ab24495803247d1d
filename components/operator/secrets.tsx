import { useLocale, useTranslations } from 'next-intl'
import { pluralForms } from '@/lib/i18n/client-words'
import type { Installation, KeyRow } from '@/lib/operator/queries'
import { OLD_TOKEN_DAYS } from '@/lib/operator/schema'
import { Banner } from '../ui/banner'
import { Pill, type PillTone } from '../ui/pill'
import { Facts } from './facts'
import { ListSection } from './list'
import { RotateOld, RotateOne } from './rotate-tokens'
import { Figure, Id, Section } from './section'
import { When } from './when'

type KeyState = KeyRow['state'] | 'done'

const TONES: Readonly<Record<KeyState, PillTone>> = {
  first: 'in',
  older: 'keel',
  done: 'quiet',
  missing: 'alarm',
}

const stateOf = ({ state, count }: KeyRow): KeyState => (state === 'older' && count === 0 ? 'done' : state)

/** What each key has sealed, so that one knows when an old one can be taken away. */
export function Keys({ keys }: { keys: readonly KeyRow[] }) {
  const t = useTranslations('operator.keys')
  return (
    <ListSection
      id="operator-keys"
      title={t('title')}
      description={t('lead')}
      rows={keys}
      keyOf={({ keyId }) => keyId}
      columns={[
        { key: 'key', head: t('key'), cell: ({ keyId }) => <Id>{keyId}</Id> },
        {
          key: 'state',
          head: t('state'),
          cell: (row) => <Pill tone={TONES[stateOf(row)]}>{t(`states.${stateOf(row)}`)}</Pill>,
        },
        { key: 'count', head: t('count'), align: 'right', cell: ({ count }) => <Figure of={count} /> },
      ]}
    >
      {keys.some(({ state }) => state === 'missing') ? (
        <Banner tone="alarm" title={t('missing')} className="mb-3" />
      ) : null}
    </ListSection>
  )
}

/** How old the access tokens are, and how to have others. */
export function Tokens({ tokens }: { tokens: Installation['tokens'] }) {
  const t = useTranslations('operator.tokens')
  const failed = useTranslations('operator.failed')
  const common = useTranslations('operator')
  const locale = useLocale()
  const days = OLD_TOKEN_DAYS
  return (
    <Section id="operator-tokens" title={t('title')} description={t('lead')}>
      <Facts
        facts={[
          { name: t('oldest'), value: tokens.oldest ? <When at={tokens.oldest} /> : common('none') },
          { name: t('old', { days }), value: <Figure of={tokens.old} /> },
          { name: t('wanted'), value: <Figure of={tokens.wanted} /> },
          { name: t('underWay'), value: <Figure of={tokens.underWay} /> },
        ]}
      />
      <div className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-5">
        <RotateOld
          locale={locale}
          words={{
            rotate: t('rotateOld', { days }),
            pending: t('rotating'),
            queued: pluralForms(locale, (count, shown) => t('queued', { count, shown })),
            noneOld: t('noneOld'),
            unreachable: failed('unreachable'),
          }}
        />
        <RotateOne
          words={{
            label: t('one'),
            hint: t('oneHint'),
            rotate: t('rotateOne'),
            pending: t('rotating'),
            queued: t('oneQueued'),
            invalid: t('oneInvalid'),
            missing: t('oneMissing'),
            unreachable: failed('unreachable'),
          }}
        />
      </div>
    </Section>
  )
}
