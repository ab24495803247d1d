import { getLocale, getTranslations } from 'next-intl/server'
import { type PluralForms, pluralForms, SLOT } from '@/lib/i18n/client-words'
import { COLUMN_ROLES, type ColumnRole } from '@/lib/imports/columns'
import { DATE_ORDERS, type DateOrder } from '@/lib/imports/file-date'
import type { ProblemReason } from '@/lib/imports/read-csv'
import type { TableProblem } from '@/lib/imports/read-table'
import type { BalanceRule, ImportFailure } from '@/lib/imports/schema'

/** What the import says in the browser. A slot stands where only that knows the number or name. */
export interface ImportWords {
  locale: string
  file: string
  fileHint: string
  reading: string
  another: string
  /** With slots for its name, rows, encoding and delimiter, as `{name}`. */
  foundFile: string
  preamble: string
  delimiters: Record<',' | ';' | '\t' | '|', string>
  remembered: string
  problems: Record<TableProblem | ImportFailure | 'unreachable', string>
  columns: {
    title: string
    header: string
    none: string
    column: string
    roles: { role: ColumnRole; label: string }[]
    dateOrder: string
    orders: { order: DateOrder; label: string }[]
    choose: string
    ambiguous: string
    decimal: string
    decimals: { '.': string; ',': string }
    inverted: string
    invertedHint: string
    incomplete: string
  }
  preview: {
    title: string
    table: string
    line: string
    day: string
    description: string
    category: string
    note: string
    amount: string
    count: PluralForms
    none: string
  }
  unread: {
    title: PluralForms
    body: string
    table: string
    line: string
    reason: string
    text: string
    more: string
    accept: string
    reasons: Record<ProblemReason, string>
  }
  check: {
    submit: string
    checking: string
    duplicates: PluralForms
    duplicatesBody: string
    duplicatesTable: string
    again: string
    againHead: string
    moreDuplicates: string
    noDuplicates: string
    balance: string
    rules: Record<BalanceRule, string>
    submitImport: string
    importing: string
    nothingNew: string
    back: string
    wait: string
  }
}

/** A name for a slot of a sentence with several, as `fillNamed` takes it. */
const named = (name: string) => `{${name}}`

export async function importWords(): Promise<ImportWords> {
  const [t, locale] = await Promise.all([getTranslations('imports'), getLocale()])
  const problem = (code: keyof ImportWords['problems']) => t(`new.problems.${code}`)
  const counted = (key: 'preview.count' | 'unread.title' | 'check.duplicates') =>
    pluralForms(locale, (count, shown) => t(key, { count, shown }))
  return {
    locale,
    file: t('new.file'),
    fileHint: t('new.fileHint'),
    reading: t('new.reading'),
    another: t('new.another'),
    foundFile: t('new.foundFile', {
      name: named('name'),
      rows: named('rows'),
      encoding: named('encoding'),
      delimiter: named('delimiter'),
    }),
    preamble: t('new.preamble', { count: SLOT }),
    delimiters: {
      ',': t('new.delimiters.comma'),
      ';': t('new.delimiters.semicolon'),
      '\t': t('new.delimiters.tab'),
      '|': t('new.delimiters.bar'),
    },
    remembered: t('new.remembered'),
    problems: {
      TOO_LARGE: problem('TOO_LARGE'),
      TOO_MANY_ROWS: problem('TOO_MANY_ROWS'),
      EMPTY: problem('EMPTY'),
      NO_TABLE: problem('NO_TABLE'),
      UNREADABLE: problem('UNREADABLE'),
      NOT_FOUND: problem('NOT_FOUND'),
      INVALID: problem('INVALID'),
      UNSEEN: problem('UNSEEN'),
      NOTHING: problem('NOTHING'),
      unreachable: problem('unreachable'),
    },
    columns: {
      title: t('columns.title'),
      header: t('columns.header'),
      none: t('columns.none'),
      column: t('columns.column', { number: SLOT }),
      roles: COLUMN_ROLES.map((role) => ({ role, label: t(`columns.roles.${role}`) })),
      dateOrder: t('columns.dateOrder'),
      orders: DATE_ORDERS.map((order) => ({ order, label: t(`columns.orders.${order}`) })),
      choose: t('columns.choose'),
      ambiguous: t('columns.ambiguous', { example: SLOT }),
      decimal: t('columns.decimal'),
      decimals: { '.': t('columns.decimals.point'), ',': t('columns.decimals.comma') },
      inverted: t('columns.inverted'),
      invertedHint: t('columns.invertedHint'),
      incomplete: t('columns.incomplete'),
    },
    preview: {
      title: t('preview.title'),
      table: t('preview.table'),
      line: t('preview.line'),
      day: t('preview.day'),
      description: t('preview.description'),
      category: t('preview.category'),
      note: t('preview.note'),
      amount: t('preview.amount'),
      count: counted('preview.count'),
      none: t('preview.none'),
    },
    unread: {
      title: counted('unread.title'),
      body: t('unread.body'),
      table: t('unread.table'),
      line: t('unread.line'),
      reason: t('unread.reason'),
      text: t('unread.text'),
      more: t('unread.more', { count: SLOT }),
      accept: t('unread.accept'),
      reasons: {
        quotes: t('unread.reasons.quotes'),
        date: t('unread.reasons.date', { cell: SLOT }),
        future: t('unread.reasons.future', { cell: SLOT }),
        amount: t('unread.reasons.amount', { cell: SLOT }),
        direction: t('unread.reasons.direction', { cell: SLOT }),
        currency: t('unread.reasons.currency', { cell: SLOT }),
      },
    },
    check: {
      submit: t('check.submit'),
      checking: t('check.checking'),
      duplicates: counted('check.duplicates'),
      duplicatesBody: t('check.duplicatesBody'),
      duplicatesTable: t('check.duplicatesTable'),
      again: t('check.again', { line: SLOT }),
      againHead: t('check.againHead'),
      moreDuplicates: t('check.moreDuplicates', { count: SLOT }),
      noDuplicates: t('check.noDuplicates'),
      balance: t('check.balance'),
      rules: {
        add: t('check.rules.add', { before: named('before'), after: named('after') }),
        keep: t('check.rules.keep', { before: named('before') }),
        file: t('check.rules.file', { balance: named('balance'), day: named('day') }),
      },
      submitImport: t('check.submitImport', { count: SLOT }),
      importing: t('check.importing', { count: SLOT }),
      nothingNew: t('check.nothingNew'),
      back: t('check.back'),
      wait: t('check.wait'),
    },
  }
}
