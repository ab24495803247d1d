import { describe, expect, it } from 'vitest'
import { groupTimeZones } from './time-zones'

const SUPPORTED = Intl.supportedValuesOf('timeZone')
const ids = (groups: ReturnType<typeof groupTimeZones>) =>
  groups.flatMap(({ zones }) => zones.map(({ id }) => id))

describe('the time zones to choose from', () => {
  it('are all that the runtime knows, each once, with UTC and the one that the person has', () => {
    const listed = ids(groupTimeZones(SUPPORTED, 'Asia/Kolkata'))
    expect(new Set(listed).size).toBe(listed.length)
    expect(new Set(listed)).toEqual(new Set([...SUPPORTED, 'UTC', 'Asia/Kolkata']))
  })

  it('stand under their region with the rest of their name, those without a region last', () => {
    expect(groupTimeZones(['Europe/Paris', 'America/Argentina/Buenos_Aires'], 'UTC')).toEqual([
      {
        region: 'America',
        zones: [{ id: 'America/Argentina/Buenos_Aires', label: 'Argentina, Buenos Aires' }],
      },
      { region: 'Europe', zones: [{ id: 'Europe/Paris', label: 'Paris' }] },
      { region: null, zones: [{ id: 'UTC', label: 'UTC' }] },
    ])
  })
})
