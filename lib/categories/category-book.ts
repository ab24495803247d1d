import { categoryGroups, primaryOf } from '@/lib/finance/categories'
import {
  type CategoryKind,
  INCOME_GROUPS,
  PLAID_GROUPS,
  plaidGroupOf,
  TRANSFER_CODES,
} from '@/lib/finance/category-kinds'
import {
  type ColourName,
  categoryColour,
  categoryIcon,
  type IconName,
  isColourName,
  isIconName,
} from '@/lib/finance/colours'
import { type CategoryWords, categoryName } from '@/lib/i18n/category-name'

/** What a household says of a category: one of its own, or what it changed of one of Plaid's. */
export interface CategoryOverride {
  /** Plaid's code, or OWN_ and an id. */
  code: string
  /** The code of the wider one; null in one that is itself the wider, and in one of Plaid's that stays where it is. */
  groupCode: string | null
  /** Null: as the app calls it; so for the rest. */
  name: string | null
  icon: string | null
  colour: string | null
  kind: CategoryKind | null
  hidden: boolean
  position: number | null
}

interface Named {
  code: string
  name: string
  icon: IconName
  colour: ColourName
  kind: CategoryKind
  /** The household's own, not one of Plaid's. */
  own: boolean
  /** Not offered any more, by itself. */
  hidden: boolean
}

export interface BookCategory extends Named {
  groupCode: string
}

/** A wider category. Its kind is what its categories say where neither they nor Plaid's transfers say another. */
export interface BookGroup extends Named {
  categories: BookCategory[]
}

/** What a household's categories are called and how they look, where they belong and what they say. */
export interface CategoryBook {
  /** As the person calls it, else the app. Of a code that nobody knows its group's name, else the code written out. */
  nameOf(code: string | null, group?: string | null): string | null
  /** The wider before the narrower, such as "Food and drink · Groceries"; one of them where both are called the same. */
  fullNameOf(code: string | null, group?: string | null): string | null
  markOf(code: string | null, group?: string | null): { colour: ColourName; icon: IconName }
  /** The code of the wider one, after the person's moves; null for a code that nobody knows. */
  groupOf(code: string): string | null
  kindOf(code: string): CategoryKind
  find(code: string): BookCategory | BookGroup | null
  /** Everything, also what is hidden. */
  groups: BookGroup[]
  /** What is offered to choose from: nothing hidden, no empty groups. */
  offered: BookGroup[]
  /** The codes of categories and groups whose name has this text in it, in whatever case. */
  codesNamed(text: string): string[]
}

export const OWN_PREFIX = 'OWN_'

export const isOwnCode = (code: string) => code.startsWith(OWN_PREFIX)

/**
 * @param overrides of the household, in the order in which they were made.
 * @param inUse codes that transactions have: those that nobody can choose, such as an older version's, have a place too.
 */
export function categoryBook(
  overrides: readonly CategoryOverride[],
  words: CategoryWords,
  inUse: readonly string[] = [],
): CategoryBook {
  const said = new Map(overrides.map((one) => [one.code, one]))
  const ownGroups = overrides.filter(({ code, groupCode }) => isOwnCode(code) && groupCode === null)
  const groupCodes = [...PLAID_GROUPS, ...ownGroups.map(({ code }) => code)]
  const isGroup = (code: string) => groupCodes.includes(code)

  function groupOf(code: string): string | null {
    if (isGroup(code)) return code
    const moved = said.get(code)?.groupCode
    if (moved && isGroup(moved)) return moved
    return plaidGroupOf(code) ?? (said.has(code) ? 'OTHER' : null)
  }

  function kindOf(code: string): CategoryKind {
    const group = groupOf(code)
    const own = said.get(code)?.kind ?? (group === null ? null : said.get(group)?.kind)
    if (own) return own
    if (TRANSFER_CODES.includes(code)) return 'transfer'
    return INCOME_GROUPS.includes(group ?? '') ? 'income' : 'spending'
  }

  function nameOf(code: string | null, group: string | null = null): string | null {
    const own = code === null ? null : said.get(code)?.name
    if (own) return own
    if (code !== null && Object.hasOwn(words.detailed, code)) return words.detailed[code] ?? null
    const wider = group ?? (code === null ? null : groupOf(code))
    const widerName = wider === null ? null : said.get(wider)?.name
    if (widerName) return widerName
    if (code !== null && isOwnCode(code)) return categoryName(wider, null, words)
    return categoryName(wider, code, words)
  }

  function markOf(code: string | null, group: string | null = null) {
    const wider = group ?? (code === null ? null : groupOf(code))
    const own = code === null ? undefined : said.get(code)
    const above = wider === null ? undefined : said.get(wider)
    const fallback = wider !== null && !isOwnCode(wider) ? wider : code
    const colour = [own?.colour, above?.colour].find((name) => name && isColourName(name))
    const icon = [own?.icon, above?.icon].find((name) => name && isIconName(name))
    return {
      colour: colour && isColourName(colour) ? colour : categoryColour(fallback),
      icon: icon && isIconName(icon) ? icon : categoryIcon(fallback),
    }
  }

  const named = (code: string): Named => ({
    code,
    name: nameOf(code) ?? code,
    ...markOf(code),
    kind: kindOf(code),
    own: isOwnCode(code),
    hidden: said.get(code)?.hidden ?? false,
  })
  const inOrder = (codes: readonly string[]) =>
    codes
      .map((code, index) => ({ code, place: said.get(code)?.position ?? index }))
      .sort((a, b) => a.place - b.place)
      .map(({ code }) => code)

  const listed = new Set([
    ...categoryGroups.flatMap(({ detailed }) => detailed),
    ...overrides.map(({ code }) => code),
    ...inUse,
  ])
  const members = new Map<string, string[]>()
  for (const code of listed) {
    const group = groupOf(code)
    if (isGroup(code) || group === null) continue
    members.set(group, [...(members.get(group) ?? []), code])
  }
  const groups = inOrder(groupCodes).map((group) => ({
    ...named(group),
    categories: inOrder(members.get(group) ?? []).map((code) => ({ ...named(code), groupCode: group })),
  }))
  const found = new Map(
    groups.flatMap((group): [string, BookCategory | BookGroup][] => [
      [group.code, group],
      ...group.categories.map((one): [string, BookCategory] => [one.code, one]),
    ]),
  )
  const canBeChosen = ({ code, hidden, own }: BookCategory) => !hidden && (own || primaryOf(code) !== null)

  return {
    nameOf,
    markOf,
    groupOf,
    kindOf,
    groups,
    fullNameOf(code, group = null) {
      const narrow = nameOf(code, group)
      const wider = group ?? (code === null ? null : groupOf(code))
      const wide = wider === null ? null : nameOf(wider)
      return narrow !== null && wide !== null && narrow !== wide ? `${wide} · ${narrow}` : narrow
    },
    find: (code) => found.get(code) ?? null,
    offered: groups
      .filter(({ hidden }) => !hidden)
      .map((group) => ({ ...group, categories: group.categories.filter(canBeChosen) }))
      .filter(({ categories }) => categories.length > 0),
    codesNamed(text) {
      const wanted = text.trim().toLowerCase()
      if (wanted === '') return []
      const known = new Set([...found.keys(), ...Object.keys(words.detailed)])
      return [...known].filter((code) => nameOf(code)?.toLowerCase().includes(wanted))
    },
  }
}
