import type { CategoryKind } from '@/lib/finance/category-kinds'
import type { ColourName, IconName } from '@/lib/finance/colours'
import type { PluralForms } from '@/lib/i18n/client-words'

/** What the form begins with. */
export interface EditedCategory {
  /** Null: a new one. */
  code: string | null
  isGroup: boolean
  own: boolean
  name: string
  /** What the app calls it; null for an own one. */
  appName: string | null
  /** What the household itself says; null: nothing, it is as its group or the app has it. */
  icon: IconName | null
  colour: ColourName | null
  kind: CategoryKind | null
  /** null in a group, and in one of Plaid's that stays where it is. */
  groupCode: string | null
  hidden: boolean
  /** The household says something else of one of Plaid's. */
  changed: boolean
}

export interface GroupChoice {
  code: string
  name: string
}

export interface CategoryFormWords {
  newTitle: string
  newGroupTitle: string
  /** With a `SLOT` for the name; so the others that name it. */
  editTitle: string
  name: string
  nameHint: string
  group: string
  groupAsApp: string
  kind: string
  kindHint: string
  kindAsGroup: string
  kindAsApp: string
  kinds: Record<CategoryKind, string>
  colour: string
  icon: string
  asGroup: string
  asApp: string
  colours: Record<ColourName, string>
  icons: Record<IconName, string>
  offered: string
  offeredHint: string
  save: string
  create: string
  saving: string
  cancel: string
  close: string
  reset: string
  created: string
  relisted: PluralForms
  saved: string
  errors: Record<
    'INVALID' | 'NOT_FOUND' | 'TOO_MANY' | 'UNKNOWN_GROUP' | 'UNKNOWN_CATEGORY' | 'unreachable',
    string
  >
  remove: {
    delete: string
    title: string
    edits: PluralForms
    noEdits: string
    rules: PluralForms
    budgets: PluralForms
    categories: PluralForms
    noCategories: string
    back: string
    into: string
    intoGroup: string
    asBank: string
    consequence: string
    confirm: string
    removing: string
    done: string
    doneWith: PluralForms
  }
}
