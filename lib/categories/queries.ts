import 'server-only'
import { getMessages } from 'next-intl/server'
import { cache } from 'react'
import { requireUser } from '@/lib/auth/session'
import { countByCategory, listStoredCategories } from '@/lib/db/categories'
import type { CategoryKind } from '@/lib/finance/category-kinds'
import { type ColourName, type IconName, isColourName, isIconName } from '@/lib/finance/colours'
import { runtime } from '@/lib/runtime'
import { type BookCategory, type BookGroup, type CategoryBook, categoryBook } from './category-book'

const listStored = cache(async () => {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  return listStoredCategories(db, householdId)
})

/** The household's categories as the person calls them, in the language of the page. Asked once per request. */
export const getCategoryBook = cache(async (): Promise<CategoryBook> => {
  const [stored, { categories }] = await Promise.all([listStored(), getMessages()])
  return categoryBook(stored, categories)
})

export interface UsedCategory extends BookCategory {
  /** How many transactions, or parts of one, are listed under it. */
  used: number
  /** One of Plaid's of which the household says something else. */
  changed: boolean
}

export interface UsedGroup extends Omit<BookGroup, 'categories'> {
  /** With those of its categories. */
  used: number
  changed: boolean
  categories: UsedCategory[]
}

/** Every category there is, with how much is listed under it: Plaid's, one's own, and older codes that banks still send. */
export async function listCategories(): Promise<UsedGroup[]> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const [stored, counts, { categories: words }] = await Promise.all([
    listStored(),
    countByCategory(db, householdId),
    getMessages(),
  ])
  const changed = new Set(stored.map(({ code }) => code))
  const book = categoryBook(stored, words, [...counts.keys()])
  return book.groups.map((group) => {
    const categories = group.categories.map((one) => ({
      ...one,
      used: counts.get(one.code) ?? 0,
      changed: !one.own && changed.has(one.code),
    }))
    const own = counts.get(group.code) ?? 0
    return {
      ...group,
      changed: !group.own && changed.has(group.code),
      categories,
      used: categories.reduce((total, { used }) => total + used, own),
    }
  })
}

/** What the household itself says of a category; null: nothing. */
export interface OwnWord {
  icon: IconName | null
  colour: ColourName | null
  kind: CategoryKind | null
  groupCode: string | null
}

/** What the household itself says, by code. */
export async function listOwnWords(): Promise<Map<string, OwnWord>> {
  const stored = await listStored()
  return new Map(
    stored.map(({ code, icon, colour, kind, groupCode }) => [
      code,
      {
        icon: icon !== null && isIconName(icon) ? icon : null,
        colour: colour !== null && isColourName(colour) ? colour : null,
        kind,
        groupCode,
      },
    ]),
  )
}
