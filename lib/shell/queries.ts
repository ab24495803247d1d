import 'server-only'
import { requireUser } from '@/lib/auth/session'
import { getCategoryBook } from '@/lib/categories/queries'
import { listAccountNames } from '@/lib/db/account-reads'
import { listRecentMerchants } from '@/lib/db/merchant-reads'
import { runtime } from '@/lib/runtime'
import { type PaletteEntry, paletteCategories } from './palette-categories'

/** What the palette offers besides pages and actions: small, for it is asked for whenever that opens. */
export interface PaletteEntries {
  /** `id` as the list of transactions filters by it. */
  accounts: PaletteEntry[]
  categories: PaletteEntry[]
  /** Names of merchants, the latest first. */
  merchants: string[]
}

/** How many merchants are offered: the ones that somebody may still have in mind. */
const MERCHANTS = 40

/** The accounts, categories and latest merchants of the person's household. */
export async function paletteEntries(): Promise<PaletteEntries> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const [book, accounts, merchants] = await Promise.all([
    getCategoryBook(),
    listAccountNames(db, householdId),
    listRecentMerchants(db, householdId, MERCHANTS),
  ])
  return {
    accounts: accounts.map(({ id, name: label, mask, institutionName }) => ({
      id,
      label: mask ? `${label} ••${mask}` : label,
      detail: institutionName,
    })),
    categories: paletteCategories(book),
    merchants,
  }
}
