import { dateTimeFormat, listFormat } from '@/lib/i18n/formatters'
import 'server-only'
import type { Route } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireUser } from '@/lib/auth/session'
import { toUtcMidnight } from '@/lib/calendar/calendar-date'
import type { CategoryBook } from '@/lib/categories/category-book'
import { getCategoryBook } from '@/lib/categories/queries'
import { type PreviewedTransaction, previewRules, type RuledFields } from '@/lib/db/rule-preview'
import { listRulesWith } from '@/lib/db/rules'
import { formatMoney, type MoneyParts } from '@/lib/money/format'
import { runtime } from '@/lib/runtime'
import type { RuleDraft } from './schema'

/** Transactions that a preview shows. */
const SHOWN = 50

export interface PreviewRow {
  id: string
  href: Route
  day: string
  title: string
  amount: MoneyParts
  pending: boolean
  changes: { field: string; before: string; after: string }[]
  /** Why something stays though the rule says otherwise. */
  notes: string[]
}

/** What a rule would do, in the words of the page. */
export interface PreviewView {
  matched: string
  changed: string
  /** Null where all are shown. */
  first: string | null
  rows: PreviewRow[]
}

type Translate = Awaited<ReturnType<typeof getTranslations<'rules.preview'>>>
type Field = keyof RuledFields

const FIELDS: readonly Field[] = ['category', 'title', 'tags', 'transfer', 'excluded', 'reviewed']

function sayField(field: Field, fields: RuledFields, t: Translate, book: CategoryBook): string {
  switch (field) {
    case 'category':
      return book.nameOf(fields.category) ?? t('none')
    case 'title':
      return fields.title
    case 'tags':
      return fields.tags.length === 0 ? t('none') : fields.tags.join(', ')
    case 'transfer':
      if (fields.transfer === null) return t('byCategory')
      return fields.transfer ? t('isTransfer') : t('noTransfer')
    case 'excluded':
      return fields.excluded ? t('isExcluded') : t('isCounted')
    case 'reviewed':
      return fields.reviewed ? t('isReviewed') : t('isOpen')
  }
}

/**
 * What the person's rules would make of their transactions with this draft among them; nothing is changed.
 *
 * @param ruleId the rule that the draft changes; null for a new one.
 */
export async function previewOf(
  draft: Pick<RuleDraft, 'condition' | 'changes'>,
  ruleId: string | null,
): Promise<PreviewView> {
  const { householdId } = await requireUser()
  const { db, clock } = await runtime()
  const [t, locale, book] = await Promise.all([
    getTranslations('rules.preview'),
    getLocale(),
    getCategoryBook(),
  ])
  const { rules, draftId } = await listRulesWith(db, householdId, draft, ruleId, clock.now())
  const { matched, changed, rows } = await previewRules(db, householdId, rules, draftId, SHOWN)
  const days = dateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const list = listFormat(locale)
  const fieldNames = (fields: readonly Field[]) => list.format(fields.map((field) => t(`fields.${field}`)))

  const toRow = (row: PreviewedTransaction): PreviewRow => ({
    id: row.id,
    href: `/transactions?open=${row.id}` as Route,
    day: days.format(toUtcMidnight(row.listedOn)),
    title: row.before.title,
    amount: formatMoney({ amount: row.amount, currency: row.currency }, locale, { sign: 'always' }),
    pending: row.pending,
    changes: FIELDS.flatMap((field) => {
      const [before, after] = [row.before, row.after].map((fields) => sayField(field, fields, t, book))
      return before === undefined || after === undefined || before === after
        ? []
        : [{ field: t(`fields.${field}`), before, after }]
    }),
    notes: [
      ...(row.matches ? [] : [t('loses')]),
      ...(row.kept.length > 0 ? [t('kept', { fields: fieldNames(row.kept) })] : []),
      ...(row.earlier.length > 0 ? [t('earlier', { fields: fieldNames(row.earlier) })] : []),
    ],
  })
  return {
    matched: t('matched', { count: matched }),
    changed: t('changed', { count: changed }),
    first: rows.length < matched ? t('first', { count: rows.length }) : null,
    rows: rows.map(toRow),
  }
}
