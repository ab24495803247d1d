import type { useTranslations } from 'next-intl'

/** What speaks of accounts: the catalogue's `accounts`. */
type Words = ReturnType<typeof useTranslations<'accounts'>>

/** Plaid's kinds are an open list: one that the catalogue does not have is written as Plaid writes it. */
export function kindName(type: string, subtype: string | null, t: Words): string {
  const kind = subtype ?? type
  const known = `kinds.${kind}` as 'kinds.checking'
  return t.has(known) ? t(known) : kind.charAt(0).toUpperCase() + kind.slice(1)
}

/** What accounts of one of Plaid's types are called together. */
export function typeName(type: string, t: Words): string {
  const known = `types.${type}` as 'types.depository'
  return t.has(known) ? t(known) : t('otherType', { type })
}
