/** What an action on a connection says when it did not come about, finished. */
export interface ActionWords {
  gone: string
  later: string
  operator: string
  unreachable: string
}

/** The sentence for a failure's code; without a code the server has not answered. */
export function sayFailure(code: string | undefined, words: ActionWords): string {
  if (code === undefined) return words.unreachable
  if (code === 'NOT_FOUND' || code === 'INVALID') return words.gone
  return code === 'OPERATOR' ? words.operator : words.later
}
