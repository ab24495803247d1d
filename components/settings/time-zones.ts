export interface TimeZoneGroup {
  /** The first part of the names: a continent or an ocean; null for those without. */
  region: string | null
  zones: { id: string; label: string }[]
}

/**
 * Time zones by region, as a list to choose from. The person's own zone is in it even where this runtime's list has
 * only another name for it, and so is UTC.
 *
 * @param supported IANA names, as `Intl.supportedValuesOf('timeZone')` gives them.
 */
export function groupTimeZones(supported: readonly string[], own: string): TimeZoneGroup[] {
  const groups = new Map<string | null, TimeZoneGroup>()
  for (const id of [...new Set([...supported, own, 'UTC'])].sort()) {
    const slash = id.indexOf('/')
    const region = slash === -1 ? null : id.slice(0, slash)
    const group = groups.get(region) ?? { region, zones: [] }
    group.zones.push({
      id,
      label: id
        .slice(slash + 1)
        .replaceAll('_', ' ')
        .replaceAll('/', ', '),
    })
    groups.set(region, group)
  }
  return [...groups.values()].sort((a, b) => Number(a.region === null) - Number(b.region === null))
}
