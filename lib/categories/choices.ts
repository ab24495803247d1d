import type { CategoryBook } from './category-book'

export interface CategoryChoiceGroup {
  /** Null for what stands before all groups. */
  label: string | null
  choices: { value: string; label: string; otherWords: string }[]
}

/**
 * The categories that are offered, as a list to choose from takes them.
 *
 * @param keep codes that stand in the list though they are not offered any more: those that are chosen now.
 */
export function categoryChoices(
  book: CategoryBook,
  keep: readonly (string | null)[] = [],
): CategoryChoiceGroup[] {
  const groups = book.offered.map((group) => ({
    label: group.name,
    choices: group.categories.map(({ code, name }) => ({ value: code, label: name, otherWords: group.name })),
  }))
  const offered = new Set(groups.flatMap(({ choices }) => choices.map(({ value }) => value)))
  const kept = [...new Set(keep)].flatMap((code) =>
    code === null || offered.has(code)
      ? []
      : [{ value: code, label: book.fullNameOf(code) ?? code, otherWords: '' }],
  )
  return kept.length > 0 ? [{ label: null, choices: kept }, ...groups] : groups
}
