import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import type { SendWords } from './use-send'

const said = (t: ReturnType<typeof useTranslations<'accounts.errors'>>): SendWords => ({
  INVALID: t('INVALID'),
  NOT_FOUND: t('NOT_FOUND'),
  FUTURE: t('FUTURE'),
  unreachable: t('unreachable'),
})

/** What is said when something could not be saved. */
export function useErrorWords(): SendWords {
  return said(useTranslations('accounts.errors'))
}

/** As `useErrorWords`, where one waits. */
export async function errorWords(): Promise<SendWords> {
  return said(await getTranslations('accounts.errors'))
}
