import type * as plaid from 'plaid'
import { randomFor } from '../../random'
import type { Wire } from '../../wire'
import type { Viewed } from './viewed'

export type WireOwner = Wire<plaid.Owner>

/** Invented people of each country, and a range of telephone numbers that nobody has there. */
const people: Record<string, { given: readonly string[]; family: readonly string[]; phone: string }> = {
  US: {
    given: ['Marian', 'Theodore', 'Celeste', 'Wendell', 'Ines', 'Jonah'],
    family: ['Ashworth', 'Delacroix', 'Okonjo', 'Lindqvist', 'Marlowe', 'Pennington'],
    phone: '+1 503-555-01',
  },
  CA: {
    given: ['Margot', 'Étienne', 'Priya', 'Alasdair', 'Noémie', 'Desmond'],
    family: ['Beaulieu', 'MacAllister', 'Sandhu', 'Thibault', 'Fairweather', 'Kowalchuk'],
    phone: '+1 416-555-01',
  },
  GB: {
    given: ['Imogen', 'Rupert', 'Anwen', 'Callum', 'Farida', 'Hamish'],
    family: ['Thistlewood', 'Penhaligon', 'Rahman', 'Blackwood', 'Ellison', 'Mortimer'],
    phone: '+44 7700 9000',
  },
  NL: {
    given: ['Femke', 'Joost', 'Annelies', 'Ruben', 'Saskia', 'Tijmen'],
    family: ['van der Linden', 'de Groot', 'Hoekstra', 'Bakker', 'Zijlstra', 'Verhoeven'],
    phone: '+31 20 555 00',
  },
}

/** A name as it can stand in an e-mail address. */
const plain = (name: string) =>
  name
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll(' ', '')

/** The person behind a login, the same for all of its accounts: name, ways to reach them, and where they live. */
export function ownerOf({ world, institution }: Pick<Viewed, 'world' | 'institution'>): WireOwner {
  const country = institution.region?.country ?? 'US'
  const { given, family, phone } = people[country] ?? {
    given: ['Robin'],
    family: ['Vale'],
    phone: '+1 503-555-01',
  }
  const random = randomFor(world.seed, 'owner')
  const [first, last] = [random.pick(given), random.pick(family)]
  const home = world.household?.homes[0] ?? institution.region?.neighbourhoods[0]
  const street = home === undefined ? null : random.pick(home.streets)
  const house = random.between(3, 188)
  return {
    names: [`${first} ${last}`],
    phone_numbers: [{ data: `${phone}${random.between(10, 99)}`, primary: true, type: 'mobile' }],
    emails: [
      { data: `${plain(first)}.${plain(last)}@example.com`, primary: true, type: 'primary' },
      { data: `${plain(last)}.home@example.net`, primary: false, type: 'other' },
    ],
    addresses:
      home === undefined
        ? []
        : [
            {
              data: {
                street: country === 'NL' ? `${street} ${house}` : `${house} ${street}`,
                city: home.city,
                region: home.region,
                postal_code: home.postalCode,
                country,
              },
              primary: true,
            },
          ],
  }
}

const phoneTypes = ['home', 'work', 'office', 'mobile', 'mobile1', 'other'] as const
const emailTypes = ['primary', 'secondary', 'other'] as const

/** Who owns an account: the login's person, or whoever a custom user names. */
export function ownersOf(viewed: Viewed, accountKey: string): WireOwner[] {
  const custom = viewed.world.customAccounts.get(accountKey)?.identity
  if (custom === undefined || custom === null) return [ownerOf(viewed)]
  return [
    {
      names: (custom.names ?? []).flatMap((name) => (name === null ? [] : [name])),
      phone_numbers: (custom.phone_numbers ?? []).map(({ data, primary, type }) => ({
        data: data ?? '',
        primary: primary ?? false,
        type: phoneTypes.find((known) => known === type) ?? 'other',
      })),
      emails: (custom.emails ?? []).map(({ data, primary, type }) => ({
        data: data ?? '',
        primary: primary ?? false,
        type: emailTypes.find((known) => known === type) ?? 'other',
      })),
      addresses: (custom.addresses ?? []).map(({ data, primary }) => ({
        data: {
          street: data?.street ?? '',
          city: data?.city ?? null,
          region: data?.region ?? null,
          postal_code: data?.postal_code ?? null,
          country: data?.country ?? null,
        },
        primary: primary ?? false,
      })),
    },
  ]
}
