import { useTranslations } from 'next-intl'
import type { CopyWords } from './detail-copy'

export function useCopyWords(): CopyWords {
  const t = useTranslations('connection.copy')
  return { copy: t('copy'), copied: t('copied'), failed: t('failed') }
}
