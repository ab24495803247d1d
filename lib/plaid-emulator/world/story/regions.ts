import type { Region } from '../region'
import { netherlands } from '../region-nl'
import { unitedStates } from '../region-us'

/** The river city as its home household knows it, with more shops than anybody's. */
export const portland: Region = {
  ...unitedStates,
  shops: {
    ...unitedStates.shops,
    groceries: [...unitedStates.shops.groceries, 'Orchard & Vine', 'Sunset Provisions', 'Kingfisher Grocers'],
    restaurant: [
      ...unitedStates.shops.restaurant,
      'Juniper & Smoke',
      'Osteria Lanterna',
      'Pho Marigold',
      'The Tin Kettle',
    ],
    coffee: [...unitedStates.shops.coffee, 'Half Moon Espresso', 'Two Herons Café'],
    lunch: [...unitedStates.shops.lunch, 'Banh Mi Bicycle', 'Saltbox Deli', 'Green Fern Salads'],
    bar: [...unitedStates.shops.bar, 'Hop & Heron', 'Vin Clair'],
    fuel: [...unitedStates.shops.fuel, 'Cascadia Charge'],
    taxi: [...unitedStates.shops.taxi, 'Bluebird Cab'],
    clothing: [...unitedStates.shops.clothing, 'Little Sprouts Kids', 'Harrow & Hem'],
    marketplace: [...unitedStates.shops.marketplace, 'Parcelwing', 'Curio Lane'],
    home: [...unitedStates.shops.home, 'Garden Gate Nursery'],
    electronics: [...unitedStates.shops.electronics, 'Quartz Audio'],
    pets: [...unitedStates.shops.pets, 'The Spotted Hound'],
    museum: [...unitedStates.shops.museum, 'Cathedral Park Concerts', 'Evergreen Zoo'],
    garage: [...unitedStates.shops.garage, 'Suds & Shine Car Wash'],
  },
  employers: ['Larkspur Robotics'],
}

/** The canal town as somebody knows it who comes back for a client and for a holiday. */
export const noorderkade: Region = {
  ...netherlands,
  employers: ['Studio Spaak'],
}

/** The same town on an American card: the bank says nothing of the kind of transaction. */
export const canalTown: Region = { ...netherlands, hasTransactionCodes: false }
