/** A part of a whole, 0 to 1, as a style wants it to place what is drawn. */
export function percent(part: number): string {
  return `${(part * 100).toFixed(3)}%`
}
