import type { useTranslations } from 'next-intl'
import { type Action, meaningOf } from '@/lib/bank/meanings'
import type { Retry } from '@/lib/bank/retry'
import { numberFormat } from '@/lib/i18n/formatters'

/** The catalogue's `codes`; server side only. */
export type CodesWords = ReturnType<typeof useTranslations<'codes'>>

export interface CodeWords {
  /** What happened. */
  title: string
  /** What to do about it, and what is safe. */
  body: string
}

/**
 * What an error code is told with. A code that is not known has the words of its type, or of the unknown.
 *
 * @param bank whose it is; left out where no bank is spoken of in particular.
 */
export function codeWords(t: CodesWords, code: string, type: string | null, bank?: string): CodeWords {
  const { says } = meaningOf(code, type)
  return { title: t(`says.${says}.title`, { bank: bank ?? t('theBank') }), body: t(`says.${says}.body`) }
}

/** The verb for what follows: what the button says, where there is one. */
export function actionLabel(t: CodesWords, action: Action | 'by_code'): string {
  return t(`action.${action}`)
}

const UNITS = [
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** Seconds as one tells them: "30 seconds", "5 minutes", "1.5 hours". */
export function durationText(seconds: number, locale: string): string {
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? UNITS[2]
  return numberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  }).format(seconds / size)
}

/** When a run that failed is tried again, in a sentence without its full stop. */
export function retryText(t: CodesWords, retry: Retry | null, locale: string): string {
  if (!retry) return t('again.never')
  return t('again.times', {
    first: durationText(retry.firstSeconds, locale),
    most: durationText(retry.mostSeconds, locale),
    tries: retry.tries,
  })
}
