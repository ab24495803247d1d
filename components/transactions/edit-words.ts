import { getTranslations } from 'next-intl/server'
import { NOTE_MAX, TAG_MAX, TAGS_MAX, TITLE_MAX } from '@/lib/transactions/edit-schema'
import type { EditErrors } from './edit-saving'
import type { StatusWords } from './edit-status'
import type { TransferWords } from './transfer-buttons'

/** What a list of categories to choose from says. */
export async function choiceWords() {
  const t = await getTranslations('details')
  return {
    placeholder: t('choice.placeholder'),
    search: t('choice.search'),
    nothing: t('choice.nothing'),
    close: t('choice.close'),
  }
}

/** What saving a part of an edit says, when it worked and when it did not. */
export async function savingWords(): Promise<StatusWords & { errors: EditErrors }> {
  const t = await getTranslations('details')
  return {
    saving: t('saving'),
    saved: t('saved'),
    undone: t('undone'),
    undo: t('undo'),
    errors: {
      NOTE_TOO_LONG: t('noteTooLong', { maximum: NOTE_MAX }),
      TAG_TOO_LONG: t('tagTooLong', { maximum: TAG_MAX }),
      TOO_MANY_TAGS: t('tooManyTags', { maximum: TAGS_MAX }),
      TITLE_TOO_LONG: t('titleTooLong', { maximum: TITLE_MAX }),
      DAY_OUT_OF_RANGE: t('dayOutOfRange'),
      UNKNOWN_CATEGORY: t('unknownCategory'),
      NOT_FOUND: t('gone'),
      INVALID: t('invalid'),
      unreachable: t('unreachable'),
    },
  }
}

/** What answering for a pair says. */
export async function transferWords(): Promise<TransferWords> {
  const t = await getTranslations('details')
  return {
    confirm: t('transfer.confirm'),
    reject: t('transfer.reject'),
    unpair: t('transfer.unpair'),
    confirmed: t('transfer.confirmed'),
    rejected: t('transfer.rejected'),
    unpaired: t('transfer.unpaired'),
    undo: t('undo'),
    undoFailed: t('undoFailed'),
    errors: {
      NOT_FOUND: t('transfer.gone'),
      NO_PAIR: t('transfer.noPair'),
      PAIRED_OTHERWISE: t('transfer.pairedOtherwise'),
      INVALID: t('invalid'),
      unreachable: t('unreachable'),
    },
  }
}
