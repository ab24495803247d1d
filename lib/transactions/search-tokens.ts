/** A piece of what is typed in the search box. */
export type SearchToken =
  | {
      kind: 'term'
      negated: boolean
      /** What stands before a colon; null without one. */
      field: string | null
      /** Without the quotes around it. */
      value: string
      quoted: boolean
      /** The whole as it was typed, without a minus before it. */
      written: string
    }
  | { kind: 'open'; negated: boolean }
  | { kind: 'close' }
  | { kind: 'or' }

/** A minus, a parenthesis, a name with its colon, something in quotes (closed or not), or a word. */
const PIECE =
  /\s*(?:(?<minus>-)?(?:(?<open>\()|(?:(?<field>[\p{L}]+):)?(?:"(?<quoted>[^"]*)"?|(?<word>[^\s()"]+)))|(?<close>\))|(?<rest>\S))/uy

/** Cuts what is typed into its pieces. An `or` that stands between two things joins them; any other is a word. */
export function searchTokens(text: string): SearchToken[] {
  const tokens: SearchToken[] = []
  PIECE.lastIndex = 0
  for (let match = PIECE.exec(text); match?.groups; match = PIECE.exec(text)) {
    const token = toToken(match.groups, match[0].trim())
    if (token) tokens.push(token)
  }
  return tokens.map((token, index) => (isJoint(tokens, index) ? { kind: 'or' } : token))
}

function toToken(groups: Record<string, string | undefined>, written: string): SearchToken | null {
  const { minus, open, field = null, quoted, word, close } = groups
  const negated = minus !== undefined
  if (close !== undefined) return { kind: 'close' }
  if (open !== undefined) return { kind: 'open', negated }
  const value = (quoted ?? word ?? '').trim()
  // Quotes around nothing, a minus alone.
  if (value === '' && field === null) return null
  return {
    kind: 'term',
    negated,
    field,
    value,
    quoted: quoted !== undefined,
    written: (negated ? written.slice(1) : written).replaceAll('"', ''),
  }
}

function isJoint(tokens: readonly SearchToken[], index: number): boolean {
  const [before, token, after] = [tokens[index - 1], tokens[index], tokens[index + 1]]
  if (token?.kind !== 'term' || token.negated || token.quoted || token.written.toLowerCase() !== 'or')
    return false
  return (
    (before?.kind === 'term' || before?.kind === 'close') &&
    (after?.kind === 'term' || after?.kind === 'open')
  )
}
