const PLACE_PARTS = ['address', 'city', 'region', 'postal_code', 'country'] as const

/** The parts of a location that a bank gave, as one line; null where it gave none. */
export function placeOf(location: unknown): string | null {
  if (typeof location !== 'object' || location === null) return null
  const parts = new Map(Object.entries(location))
  const place = PLACE_PARTS.flatMap((part) =>
    typeof parts.get(part) === 'string' ? [String(parts.get(part))] : [],
  )
  return place.length > 0 ? place.join(', ') : null
}

/** Who else had a part in a transaction, as the bank lists them. */
export function counterpartiesOf(list: unknown): { name: string; type: string }[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'name' in entry && 'type' in entry
      ? [{ name: String(entry.name), type: String(entry.type) }]
      : [],
  )
}
