/** A figure, or words about one, that leads to the transactions it is made of. */
export const FIGURE_LINK =
  'touch-target rounded-control underline decoration-line underline-offset-4 hover:text-ink hover:decoration-ink-3'
