import 'server-only'
import { dayInZone } from '@/lib/calendar/calendar-date'
import type { CategoryBook } from '@/lib/categories/category-book'
import { getCategoryBook } from '@/lib/categories/queries'
import { type ImportToStore, listLikenesses, type RowToImport, storeImport } from '@/lib/db/imports'
import { findAccountContents, findManualAccount } from '@/lib/db/manual-accounts'
import { applyRules } from '@/lib/db/rule-outcomes'
import type { Person } from '@/lib/db/users'
import { exact, plain } from '@/lib/money/money'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { findDuplicates } from './duplicates'
import { balanceAtEnd, type ImportRow, isComplete, oldestFirst, readRows } from './read-csv'
import { readTable } from './read-table'
import type { BalanceRule, ImportFailure, ImportSettings } from './schema'

/** A row that the account has already. */
export interface Duplicate {
  line: number
  day: string
  description: string
  amount: string
}

/** What a file would do. */
export interface ImportCheck {
  kind: 'check'
  /** Rows that can be read, and cannot. */
  rows: number
  unread: number
  duplicates: Duplicate[]
  currency: string
  /** Signed: as it is, and after the new rows if they change it. */
  balance: string
  balanceAfter: string
  /** What the file says of the balance after its newest row; null where it does not. */
  balanceOfFile: { day: string; balance: string } | null
  /** Nothing was entered here before: its balance is what somebody said that it is. */
  isFirst: boolean
}

export interface ImportDone {
  kind: 'done'
  importId: string
  added: number
}

/**
 * Looks at a file, or makes transactions of it. What the browser showed is read here once more: this reading counts.
 */
export async function takeFile(
  { householdId, timeZone }: Person,
  bytes: Uint8Array,
  { accountId, fileName, mapping, store }: ImportSettings,
): Promise<Result<ImportCheck | ImportDone, ImportFailure>> {
  const { db, clock } = await runtime()
  const account = await findManualAccount(db, householdId, accountId)
  if (!account) return fail('NOT_FOUND')
  const table = readTable(bytes)
  if (!table.ok) return fail(table.code === 'TOO_LARGE' ? 'TOO_LARGE' : 'UNREADABLE')
  if (!isComplete(mapping)) return fail('INVALID')
  const now = clock.now()
  const today = dayInZone(now, timeZone)
  const { rows, problems } = readRows(table.value, mapping, { currency: account.currency, today })
  const ordered = oldestFirst(rows)
  const atEnd = balanceAtEnd(rows)
  if (store === null) {
    const known = findDuplicates(ordered, await listLikenesses(db, householdId, accountId, ordered))
    const fresh = rows.filter(({ line }) => !known.has(line))
    const change = fresh.reduce((sum, { amount }) => sum.plus(amount), exact(0))
    const contents = await findAccountContents(db, householdId, accountId)
    return ok({
      kind: 'check',
      rows: rows.length,
      unread: problems.length,
      duplicates: rows
        .filter(({ line }) => known.has(line))
        .map(({ line, day, description, amount }) => ({ line, day, description, amount })),
      currency: account.currency,
      balance: account.balance,
      balanceAfter: plain(exact(account.balance).plus(change)),
      balanceOfFile: atEnd,
      isFirst: contents?.transactions === 0,
    })
  }
  if (problems.length > 0 && !store.withoutUnread) return fail('UNSEEN')
  if (rows.length === 0) return fail('NOTHING')
  if (store.balance === 'file' && atEnd === null) return fail('INVALID')
  const book = await getCategoryBook()
  const codes = codesByName(book)
  const stored = await storeImport(
    db,
    householdId,
    {
      accountId,
      fileName,
      mapping,
      rows: ordered.map((row) => toStored(row, codes, book)),
      rowCount: rows.length + problems.length,
      again: new Set(store.again),
      balance: balanceOf(store.balance, atEnd),
    },
    { now, today },
    (tx, ids) => applyRules(tx, householdId, ids, now),
  )
  if (stored === null) return fail('NOT_FOUND')
  return ok({ kind: 'done', importId: stored.importId, added: stored.added })
}

function balanceOf(rule: BalanceRule, atEnd: ReturnType<typeof balanceAtEnd>): ImportToStore['balance'] {
  if (rule === 'file' && atEnd) return { rule, ...atEnd }
  return { rule: rule === 'keep' ? rule : 'add' }
}

/** The codes of categories by what they are called, narrower ones before wider ones of the same name. */
function codesByName(book: CategoryBook): Map<string, string> {
  const codes = new Map<string, string>()
  const note = (name: string, code: string) => {
    const key = name.trim().toLowerCase()
    if (key !== '' && !codes.has(key)) codes.set(key, code)
  }
  for (const { categories } of book.groups) {
    for (const { code, name } of categories) {
      note(name, code)
      note(code, code)
      note(book.fullNameOf(code) ?? '', code)
    }
  }
  return codes
}

/** A category of the file's that nobody here knows is kept as a tag, so that it can be found and changed at once. */
const TAG_MAX = 40

function toStored(row: ImportRow, codes: ReadonlyMap<string, string>, book: CategoryBook): RowToImport {
  const { line, day, description, amount, note, category } = row
  const code = codes.get(category.toLowerCase()) ?? null
  const tag = [...category.replaceAll(',', ' ').replaceAll(/\s+/g, ' ').trim()].slice(0, TAG_MAX).join('')
  return {
    line,
    day,
    description,
    amount,
    note,
    categoryPrimary: code === null ? null : book.groupOf(code),
    categoryDetailed: code,
    tags: code === null && tag !== '' ? [tag] : [],
  }
}
