import { fail, ok, type Result } from '@/lib/result'

/**
 * Tags with those of a typed line added, which commas part; one that is there already, in whatever case, is not
 * added again.
 */
export function addTags(
  tags: readonly string[],
  typed: string,
  limits: { tag: number; tags: number },
): Result<string[], 'TAG_TOO_LONG' | 'TOO_MANY_TAGS'> {
  const next = new Map(tags.map((tag) => [tag.toLowerCase(), tag]))
  for (const part of typed.split(',')) {
    const tag = part.replaceAll(/\s+/gu, ' ').trim()
    if ([...tag].length > limits.tag) return fail('TAG_TOO_LONG')
    if (tag !== '' && !next.has(tag.toLowerCase())) next.set(tag.toLowerCase(), tag)
  }
  return next.size > Math.max(limits.tags, tags.length) ? fail('TOO_MANY_TAGS') : ok([...next.values()])
}
