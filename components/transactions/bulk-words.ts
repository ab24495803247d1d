import type { PluralForms } from '@/lib/i18n/client-words'

/** What is said of changes of many. Forms have a slot for the number; `progress` has two, `{done}` and `{total}`. */
export interface BulkWords {
  label: string
  selected: PluralForms
  selectAll: string
  clear: string
  category: string
  asBank: string
  tags: string
  rename: string
  review: string
  unreview: string
  flag: string
  unflag: string
  exclude: string
  include: string
  transfer: string
  notTransfer: string
  more: string
  undo: string
  progress: string
  changed: PluralForms
  split: PluralForms
  undone: PluralForms
  undoFailed: string
  nothingToUndo: string
  problems: Readonly<Record<string, string>>
  tagsTitle: string
  tagsAdd: string
  tagsRemove: string
  tagsHint: string
  tagsKnown: string
  renameTitle: string
  renameLead: string
  renameName: string
  asBankName: string
  close: string
  choose: string
  nothing: string
  loading: string
  choicesFailed: string
}
