/** Excel takes a file without this mark for one of another alphabet. */
export const MARK = '\uFEFF'

/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** A text as a cell. What a spreadsheet would run begins with an apostrophe: merchants choose their own names. */
export function textCell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A line of cells that are ready. */
export function sheetLine(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`
}
