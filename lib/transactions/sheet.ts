import 'server-only'
import { getTranslations } from 'next-intl/server'
import { requireUser } from '@/lib/auth/session'
import { getCategoryBook } from '@/lib/categories/queries'
import { listAccountNames } from '@/lib/db/account-reads'
import { type EntryKey, listEntries, type StoredEntry } from '@/lib/db/entry-reads'
import { runtime } from '@/lib/runtime'
import { findCondition } from './queries'
import type { EntryFilter } from './schema'
import { MARK, sheetLine, textCell } from './sheet-lines'

/** Rows that are read at once. */
const CHUNK_ROWS = 1_000

const COLUMNS = [
  'date',
  'merchant',
  'category',
  'group',
  'account',
  'institution',
  'amount',
  'currency',
  'state',
  'counts',
  'tags',
  'note',
  'reviewed',
  'flagged',
  'part',
] as const

/** What a filter finds as a sheet, newest first, read as it is taken. Amounts are signed and exact, with a point. */
export async function createSheet(filter: EntryFilter): Promise<ReadableStream<Uint8Array>> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const [t, book, names, condition] = await Promise.all([
    getTranslations('list.sheet'),
    getCategoryBook(),
    listAccountNames(db, householdId),
    findCondition(filter),
  ])
  const accounts = new Map(names.map((account) => [account.id, account]))
  const yes = (value: boolean) => (value ? t('yes') : t('no'))
  const line = (row: StoredEntry) => {
    const account = accounts.get(row.accountId)
    return sheetLine([
      row.listedOn,
      textCell(row.title),
      textCell(book.nameOf(row.category, row.categoryGroup) ?? ''),
      textCell(book.nameOf(row.categoryGroup) ?? ''),
      textCell(account?.name ?? ''),
      textCell(account?.institutionName ?? ''),
      row.amount,
      textCell(row.currency),
      row.pending ? t('pending') : t('posted'),
      t(`flow.${row.flow}`),
      textCell(row.tags.join(', ')),
      textCell(row.note),
      yes(row.reviewed),
      yes(row.flagged),
      yes(row.part),
    ])
  }

  const encoder = new TextEncoder()
  let after: EntryKey | null = null
  let begun = false
  return new ReadableStream({
    async pull(controller) {
      const rows = await listEntries(db, householdId, condition, after, CHUNK_ROWS)
      const head = begun ? '' : MARK + sheetLine(COLUMNS.map((name) => textCell(t(`columns.${name}`))))
      begun = true
      after = rows.at(-1) ?? after
      const text = head + rows.map(line).join('')
      if (text !== '') controller.enqueue(encoder.encode(text))
      if (rows.length < CHUNK_ROWS) controller.close()
    },
  })
}
