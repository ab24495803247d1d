import type { CategoryBook } from '@/lib/categories/category-book'

export interface PaletteEntry {
  id: string
  label: string
  /** What it belongs to: an institution, or the wider category; '' for a category that is itself the wider one. */
  detail: string
}

/** The categories that a household is offered, by the names that it gave them: each wider one, then what is in it. */
export function paletteCategories({ offered }: Pick<CategoryBook, 'offered'>): PaletteEntry[] {
  return offered.flatMap(({ code, name, categories }) => [
    { id: code, label: name, detail: '' },
    ...categories.map((one) => ({ id: one.code, label: one.name, detail: name })),
  ])
}
