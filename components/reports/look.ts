/** A number or a name in a table that leads to its rows. */
export const LINK =
  'touch-target rounded-control underline decoration-line underline-offset-4 hover:decoration-ink-3'

/** Smaller on a phone, where it scrolls sideways in its card. */
export const WIDE_TABLE =
  'text-12 sm:text-14 [&_td]:px-1.5 [&_td:last-child]:pr-0 [&_th]:px-1.5 [&_th:first-child]:pl-0 [&_th:last-child]:pr-0'

/** A figure that has its own column, and stands under its neighbour on a phone. */
export const BESIDE = 'max-sm:hidden'
export const BELOW = 'block font-normal text-ink-2 sm:hidden'
