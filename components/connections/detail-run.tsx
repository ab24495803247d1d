import { RotateCw } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { RunEntry } from '@/lib/connections/timeline'
import { numberFormat } from '@/lib/i18n/formatters'
import { Pill, type PillTone } from '../ui/pill'
import { DetailCode } from './detail-code'
import { CopyButton } from './detail-copy'
import { durationText } from './detail-duration'
import { DetailEntry } from './detail-entry'
import { useCopyWords } from './detail-words'

const RESULTS = {
  done: 'in',
  failed: 'alarm',
  running: 'keel',
} as const satisfies Record<string, PillTone>

/** A sync: what asked for it, how it ended, what Plaid reported and what of that was new, and by what ids Plaid knows it. */
export function DetailRun({ run }: { run: RunEntry }) {
  const t = useTranslations('connection.run')
  const { at, trigger, phase, errorCode, errorType, plaidRequestIds } = run
  const known = `trigger.${trigger}` as 'trigger.person'
  const result = phase === 'done' || phase === 'failed' ? phase : 'running'
  const told = useCounts(run)
  return (
    <DetailEntry
      at={at}
      icon={<RotateCw className="size-3" strokeWidth={1.75} />}
      title={<span className="font-medium">{t.has(known) ? t(known) : t('trigger.other', { trigger })}</span>}
      end={<Pill tone={RESULTS[result]}>{t(`result.${result}`)}</Pill>}
    >
      {errorCode ? (
        <p className="text-13 text-ink-2">
          <DetailCode code={errorCode} type={errorType} />
        </p>
      ) : null}
      <p data-public className="figures text-13 text-ink-2">
        {told}
      </p>
      {plaidRequestIds.length > 0 ? <RequestIds ids={plaidRequestIds} /> : null}
    </DetailEntry>
  )
}

/** The numbers of a run as a line of words; those that say nothing are left out. */
function useCounts({
  at,
  finishedAt,
  phase,
  pages,
  added,
  modified,
  removed,
  written,
  restarts,
}: RunEntry): string {
  const t = useTranslations('connection.run')
  const locale = useLocale()
  const number = numberFormat(locale)
  const reported = (['added', 'modified', 'removed'] as const).flatMap((kind) => {
    const count = { added, modified, removed }[kind]
    return count > 0 ? [t(kind, { count: number.format(count) })] : []
  })
  const parts = [
    reported.length > 0 ? reported.join(', ') : phase === 'done' ? t('nothing') : null,
    phase === 'done' && reported.length > 0 ? t('written', { count: written }) : null,
    pages > 0 ? t('pages', { count: pages }) : null,
    restarts > 0 ? t('restarts', { count: restarts }) : null,
    finishedAt ? t('took', { duration: durationText(finishedAt.getTime() - at.getTime(), locale) }) : null,
  ]
  return parts.filter(Boolean).join(' · ')
}

function RequestIds({ ids }: { ids: readonly string[] }) {
  const t = useTranslations('connection')
  const words = useCopyWords()
  return (
    <details className="mt-1 text-13">
      <summary className="touch-target inline-flex items-center gap-1 text-ink-2 underline decoration-ink-3 decoration-dotted underline-offset-4 hover:text-ink">
        {t('run.requests', { count: ids.length })}
      </summary>
      <div className="mt-1.5 flex items-start gap-2 rounded-control bg-chip py-2 pr-2 pl-3">
        <p className="min-w-0 grow leading-6 wrap-anywhere" translate="no">
          {ids.join(', ')}
        </p>
        <CopyButton text={ids.join('\n')} label={t('copy.requests')} words={words} />
      </div>
    </details>
  )
}
