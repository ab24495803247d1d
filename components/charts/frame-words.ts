import { useTranslations } from 'next-intl'
import type { CsvLink, FrameWords } from './chart-frame'

/** What a server component gives to the frame of its chart. */
export function useFrameWords(csvHref?: string): { words: FrameWords; csv?: CsvLink } {
  const t = useTranslations('charts')
  const words = { showTable: t('showTable'), showChart: t('showChart') }
  return csvHref ? { words, csv: { href: csvHref, label: t('downloadCsv') } } : { words }
}
