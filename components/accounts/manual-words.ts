import { getTranslations } from 'next-intl/server'
import { MANUAL_KINDS, type ManualKind } from '@/lib/accounts/manual-kinds'
import type { ListingWords } from './listing-fields'
import type { SendWords } from './use-send'
import { errorWords } from './words'

/** What the form of an account that is kept by hand says. */
export interface ManualWords extends ListingWords {
  name: string
  nameMissing: string
  institution: string
  institutionHint: string
  kind: string
  kinds: { kind: ManualKind; label: string }[]
  currency: string
  currencyHint: string
  currencyWrong: string
  balance: string
  owed: string
  worth: string
  limit: string
  limitHint: string
  unreadable: string
  create: string
  creating: string
  createAndImport: string
  save: string
  saving: string
  errors: SendWords
}

export async function manualWords(): Promise<ManualWords> {
  const [t, errors] = await Promise.all([getTranslations('accounts.form'), errorWords()])
  return {
    name: t('name'),
    nameMissing: t('nameMissing'),
    institution: t('institution'),
    institutionHint: t('institutionHint'),
    kind: t('kind'),
    kinds: MANUAL_KINDS.map((kind) => ({ kind, label: t(`kinds.${kind}`) })),
    currency: t('currency'),
    currencyHint: t('currencyHint'),
    currencyWrong: t('currencyWrong'),
    balance: t('balance'),
    owed: t('owed'),
    worth: t('worth'),
    limit: t('limit'),
    limitHint: t('limitHint'),
    unreadable: t('amountWrong'),
    create: t('create'),
    creating: t('creating'),
    createAndImport: t('createAndImport'),
    group: t('group'),
    groupHint: t('groupHint'),
    hidden: t('hidden'),
    hiddenHint: t('hiddenHint'),
    save: t('save'),
    saving: t('saving'),
    errors,
  }
}
