import 'server-only'
import { getCategoryBook } from '@/lib/categories/queries'
import { plaidGroupOf } from '@/lib/finance/category-kinds'

/** What a category or a group is called; null for a code that the household does not have. */
export async function findBudgetName(code: string): Promise<string | null> {
  const book = await getCategoryBook()
  return book.find(code) !== null || plaidGroupOf(code) !== null ? book.nameOf(code) : null
}
