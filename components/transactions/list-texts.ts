import { getLocale, getTranslations } from 'next-intl/server'
import { pluralForms, SLOT } from '@/lib/i18n/client-words'
import { BULK_MAX } from '@/lib/transactions/bulk-limits'
import { TAG_MAX, TAGS_MAX } from '@/lib/transactions/edit-schema'
import type { BulkWords } from './bulk-words'
import type { FilterWords } from './filter-words'
import type { ListKeyWords } from './list-keys'
import type { ListWords } from './list-words'
import type { SavedWords } from './saved-filters'

export async function listWords(): Promise<ListWords> {
  const [t, words] = await Promise.all([getTranslations('list'), getTranslations('transactions')])
  return {
    table: words('title'),
    merchant: words('merchant'),
    category: words('category'),
    account: words('account'),
    amount: words('amount'),
    select: t('select', { title: SLOT }),
    selectLoaded: t('selectLoaded'),
    unreviewed: t('unreviewed'),
    flagged: words('flagged'),
    pendingPill: words('pendingPill'),
    pendingHint: words('pendingHint'),
    part: t('part'),
    partPill: t('partPill'),
    transfer: t('transferPill'),
    excluded: t('excludedPill'),
    note: t('note'),
    tags: words('tags'),
    maskEnding: words('maskEnding', { mask: SLOT }),
    was: words('was', { amount: SLOT }),
    older: t('older'),
    newest: t('newest'),
    pages: t('pages'),
    loadingMore: t('loadingMore'),
    loadFailed: t('loadFailed'),
    retry: t('retry'),
  }
}

/** @param count how many the filter finds. */
export async function filterWords(count: number): Promise<FilterWords> {
  const [t, locale] = await Promise.all([getTranslations('list.bar'), getLocale()])
  return {
    filter: t('filter'),
    search: t('search'),
    placeholder: t('placeholder'),
    searching: t('searching'),
    filters: t('filters'),
    filtersOn: pluralForms(locale, (number, shown) => t('filtersOn', { count: number, shown })),
    show: t('show', { count }),
    close: t('close'),
    from: t('from'),
    to: t('to'),
    period: t('period'),
    account: t('account'),
    anyAccount: t('anyAccount'),
    category: t('category'),
    anyCategory: t('anyCategory'),
    merchant: t('merchant'),
    anyMerchant: t('anyMerchant'),
    tag: t('tag'),
    anyTag: t('anyTag'),
    min: t('min'),
    max: t('max'),
    unreadable: t('unreadable'),
    currency: t('currency'),
    anyCurrency: t('anyCurrency'),
    direction: t('direction'),
    anyDirection: t('anyDirection'),
    in: t('in'),
    out: t('out'),
    flow: t('flow'),
    anyFlow: t('anyFlow'),
    income: t('income'),
    spending: t('spending'),
    transfer: t('transfer'),
    excluded: t('excluded'),
    review: t('review'),
    anyReview: t('anyReview'),
    open: t('open'),
    done: t('done'),
    choose: t('choose'),
    nothing: t('nothing'),
    choicesFailed: t('choicesFailed'),
    retry: t('retry'),
  }
}

export async function savedWords(): Promise<SavedWords> {
  const [t, bar] = await Promise.all([getTranslations('list.saved'), getTranslations('list.bar')])
  return {
    title: t('title'),
    none: t('none'),
    save: t('save'),
    saving: t('saving'),
    name: t('name'),
    rename: t('rename', { name: SLOT }),
    raise: t('raise', { name: SLOT }),
    delete: t('delete', { name: SLOT }),
    done: t('done'),
    deleted: t('deleted', { name: SLOT }),
    undo: t('undo'),
    failed: t('failed'),
    tooMany: t('tooMany'),
    close: bar('close'),
  }
}

/** @param count how many the filter finds. */
export async function bulkWords(count: number): Promise<BulkWords> {
  const [t, bar, common, locale] = await Promise.all([
    getTranslations('list.bulk'),
    getTranslations('list.bar'),
    getTranslations('common'),
    getLocale(),
  ])
  const forms = (name: 'selected' | 'changed' | 'split' | 'undone') =>
    pluralForms(locale, (number, shown) => t(name, { count: number, shown }))
  return {
    label: t('label'),
    selected: forms('selected'),
    selectAll: t('selectAll', { count }),
    clear: t('clear'),
    category: t('category'),
    asBank: t('asBank'),
    tags: t('tags'),
    rename: t('rename'),
    review: t('review'),
    unreview: t('unreview'),
    flag: t('flag'),
    unflag: t('unflag'),
    exclude: t('exclude'),
    include: t('include'),
    transfer: t('transfer'),
    notTransfer: t('notTransfer'),
    more: t('more'),
    undo: t('undo'),
    progress: t('progress', { done: '{done}', total: '{total}' }),
    changed: forms('changed'),
    split: forms('split'),
    undone: forms('undone'),
    undoFailed: t('undoFailed'),
    nothingToUndo: t('nothingToUndo'),
    problems: {
      INVALID: t('invalid'),
      NOT_FOUND: t('gone'),
      UNREACHABLE: t('failed'),
      UNKNOWN_CATEGORY: t('unknownCategory'),
      TAG_TOO_LONG: t('tagTooLong', { max: TAG_MAX }),
      TOO_MANY_TAGS: t('tooManyTags', { max: TAGS_MAX }),
      TOO_MANY: t('tooMany', { max: BULK_MAX }),
    },
    tagsTitle: t('tagsTitle'),
    tagsAdd: t('tagsAdd'),
    tagsRemove: t('tagsRemove'),
    tagsHint: t('tagsHint'),
    tagsKnown: t('tagsKnown'),
    renameTitle: t('renameTitle'),
    renameLead: t('renameLead'),
    renameName: t('renameName'),
    asBankName: t('asBankName'),
    close: t('close'),
    choose: bar('choose'),
    nothing: bar('nothing'),
    loading: common('loading'),
    choicesFailed: bar('choicesFailed'),
  }
}

export async function keyWords(): Promise<ListKeyWords> {
  const t = await getTranslations('list.keys')
  return {
    group: t('group'),
    next: t('next'),
    previous: t('previous'),
    select: t('select'),
    range: t('range'),
    open: t('open'),
    category: t('category'),
    tags: t('tags'),
    review: t('review'),
    exclude: t('exclude'),
    flag: t('flag'),
    undo: t('undo'),
    clear: t('clear'),
  }
}
