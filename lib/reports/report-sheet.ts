import { sheetLine, textCell } from '@/lib/transactions/sheet-lines'
import type { Report } from './build-report'
import type { PartRow } from './report'
import { savingsRate } from './report'

/** What the columns of a file are called, `reports.sheet` of the catalogue. */
export type SheetColumn =
  | 'month'
  | 'from'
  | 'to'
  | 'income'
  | 'spending'
  | 'kept'
  | 'savingsRate'
  | 'currency'
  | 'flow'
  | 'category'
  | 'merchant'
  | 'account'
  | 'amount'
  | 'transactions'
  | 'comparedAmount'
  | 'comparedFrom'
  | 'comparedTo'
  | 'flowIncome'
  | 'flowSpending'

/** A report as the lines of a file, a head first. Amounts are signed and exact, with a point; nothing is folded. */
export function reportLines(
  { body, counted, range, compared }: Report,
  word: (name: SheetColumn) => string,
): string[] {
  const currency = textCell(counted.currency)
  const head = (names: readonly SheetColumn[]) => sheetLine(names.map((name) => textCell(word(name))))
  const of = ({ label, amount, count, previous }: PartRow) => [
    textCell(label),
    amount,
    currency,
    String(count),
    range.from,
    range.to,
    previous,
    compared.from,
    compared.to,
  ]
  const columns = (first: SheetColumn): SheetColumn[] => [
    first,
    'amount',
    'currency',
    'transactions',
    'from',
    'to',
    'comparedAmount',
    'comparedFrom',
    'comparedTo',
  ]
  if (body.kind === 'months')
    return [
      head(['month', 'from', 'to', 'income', 'spending', 'kept', 'savingsRate', 'currency']),
      ...body.months.map(({ month, from, to, ...totals }) =>
        sheetLine([
          month,
          from,
          to,
          totals.income,
          totals.spending,
          totals.kept,
          savingsRate(totals) ?? '',
          currency,
        ]),
      ),
    ]
  if (body.kind === 'sides')
    return [
      head(['flow', ...columns('category')]),
      ...body.income.map((row) => sheetLine([textCell(word('flowIncome')), ...of(row)])),
      ...body.spending.map((row) => sheetLine([textCell(word('flowSpending')), ...of(row)])),
    ]
  const first = body.key === 'group' ? 'category' : body.key
  return [head(columns(first)), ...body.rows.map((row) => sheetLine(of(row)))]
}
