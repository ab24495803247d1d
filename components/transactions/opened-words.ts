import { getTranslations } from 'next-intl/server'
import { SLOT } from '@/lib/i18n/client-words'
import type { EditErrors } from './edit-saving'
import type { StatusWords } from './edit-status'
import { savingWords } from './edit-words'

/** What the sheet of an opened transaction says by itself. `was` and `maskEnding` have a slot. */
export interface OpenedWords {
  close: string
  one: string
  pending: string
  pendingHint: string
  was: string
  maskEnding: string
  steps: { steps: string; previous: string; next: string }
  marks: StatusWords & { errors: EditErrors; flag: string; reviewed: string; reviewedAndNext: string }
  loading: string
  fields: { category: string; title: string; tags: string; tagsHint: string; note: string; noteHint: string }
  noCategory: string
  failed: string
  failedBody: string
  gone: string
  retry: string
}

export async function openedWords(): Promise<OpenedWords> {
  const [t, words, saving] = await Promise.all([
    getTranslations('details'),
    getTranslations('transactions'),
    savingWords(),
  ])
  return {
    close: t('close'),
    one: t('opening.one'),
    pending: t('pending'),
    pendingHint: t('pendingHint'),
    was: t('was', { amount: SLOT }),
    maskEnding: words('maskEnding', { mask: SLOT }),
    steps: { steps: t('steps'), previous: t('previous'), next: t('next') },
    marks: { ...saving, flag: t('flag'), reviewed: t('reviewed'), reviewedAndNext: t('reviewedAndNext') },
    loading: t('opening.loading'),
    fields: {
      category: t('category'),
      title: t('name'),
      tags: t('tags'),
      tagsHint: t('tagsHint'),
      note: t('note'),
      noteHint: t('noteHint'),
    },
    noCategory: t('noCategory'),
    failed: t('opening.failed'),
    failedBody: t('opening.failedBody'),
    gone: t('opening.gone'),
    retry: t('opening.retry'),
  }
}
