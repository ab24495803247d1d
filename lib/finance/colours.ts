/**
 * The colours a category can have, with their light and their dark value. Their hues are those of the tokens of
 * app/globals.css and the ones between; their lightness goes down in twelve even steps in either theme, so that any two
 * can be told apart in grey, and with each of the three kinds of colour blindness. All stand out from the card by 3:1.
 * colours.test.ts holds all of that.
 */
const COLOURS = {
  teal: ['#005e6c', '#61abb9'],
  green: ['#3d9a64', '#9eefba'],
  olive: ['#5b6203', '#a6b065'],
  amber: ['#a87700', '#facc7b'],
  umber: ['#5a3f2a', '#a38873'],
  rust: ['#5e2200', '#b16744'],
  red: ['#b63a39', '#fe9890'],
  rose: ['#d172af', '#fedff1'],
  violet: ['#553a9b', '#9c89e5'],
  blue: ['#366ebf', '#96c0ff'],
  sea: ['#01425b', '#428bae'],
  slate: ['#737781', '#c4c9d2'],
} as const

export type ColourName = keyof typeof COLOURS

/** In the order in which they are offered. */
export const COLOUR_NAMES = [
  'teal',
  'green',
  'olive',
  'amber',
  'umber',
  'rust',
  'red',
  'rose',
  'violet',
  'blue',
  'sea',
  'slate',
] as const satisfies readonly ColourName[]

/** The parts of one whole, largest first: neighbours differ in lightness, and words in the card's colour can be read on each. */
export const SERIES = [
  'teal',
  'blue',
  'umber',
  'olive',
  'violet',
  'red',
] as const satisfies readonly ColourName[]

/** A CSS colour that follows the theme: `light-dark(#…, #…)`. */
export function colourOf(name: ColourName): string {
  const [light, dark] = COLOURS[name]
  return `light-dark(${light}, ${dark})`
}

export function isColourName(text: string): text is ColourName {
  return Object.hasOwn(COLOURS, text)
}

/** The marks a category can have, by their names in the icon set. */
export const ICON_NAMES = [
  'wallet',
  'utensils',
  'shopping-bag',
  'house',
  'hammer',
  'bus',
  'plane',
  'ticket',
  'sparkles',
  'heart-pulse',
  'briefcase',
  'landmark',
  'receipt',
  'arrow-down-left',
  'arrow-up-right',
  'hand-coins',
  'banknote',
  'tag',
  'baby',
  'bike',
  'book-open',
  'car',
  'cat',
  'coffee',
  'dumbbell',
  'flame',
  'gamepad-2',
  'gift',
  'graduation-cap',
  'music',
  'piggy-bank',
  'phone',
  'shield',
  'shirt',
  'shopping-cart',
  'sprout',
  'tv',
  'umbrella',
  'wine',
  'zap',
] as const

export type IconName = (typeof ICON_NAMES)[number]

export function isIconName(text: string): text is IconName {
  return ICON_NAMES.some((name) => name === text)
}

/** Plaid's primary categories. There are more of them than colours: the name always stands beside the colour. */
const PRIMARY_LOOKS = {
  INCOME: { colour: 'green', icon: 'wallet' },
  FOOD_AND_DRINK: { colour: 'amber', icon: 'utensils' },
  GENERAL_MERCHANDISE: { colour: 'violet', icon: 'shopping-bag' },
  RENT_AND_UTILITIES: { colour: 'teal', icon: 'house' },
  HOME_IMPROVEMENT: { colour: 'umber', icon: 'hammer' },
  TRANSPORTATION: { colour: 'blue', icon: 'bus' },
  TRAVEL: { colour: 'sea', icon: 'plane' },
  ENTERTAINMENT: { colour: 'rose', icon: 'ticket' },
  PERSONAL_CARE: { colour: 'olive', icon: 'sparkles' },
  MEDICAL: { colour: 'red', icon: 'heart-pulse' },
  GENERAL_SERVICES: { colour: 'rust', icon: 'briefcase' },
  GOVERNMENT_AND_NON_PROFIT: { colour: 'sea', icon: 'landmark' },
  BANK_FEES: { colour: 'slate', icon: 'receipt' },
  TRANSFER_IN: { colour: 'slate', icon: 'arrow-down-left' },
  TRANSFER_OUT: { colour: 'slate', icon: 'arrow-up-right' },
  LOAN_PAYMENTS: { colour: 'rust', icon: 'hand-coins' },
  LOAN_DISBURSEMENTS: { colour: 'green', icon: 'banknote' },
  OTHER: { colour: 'slate', icon: 'tag' },
} as const satisfies Record<string, { colour: ColourName; icon: IconName }>

/** Plaid's primary categories that have a colour and a mark of their own. */
export const MARKED_PRIMARIES: readonly string[] = Object.keys(PRIMARY_LOOKS)

/** The colour of a category of Plaid's, by its primary or its detailed code; slate for one nobody knows. */
export function categoryColour(code: string | null | undefined): ColourName {
  return looksOf(code).colour
}

/** The mark of a category of Plaid's, by its primary or its detailed code; a tag for one nobody knows. */
export function categoryIcon(code: string | null | undefined): IconName {
  return looksOf(code).icon
}

/** A detailed code begins with its primary one, in both versions of the taxonomy. */
function looksOf(code: string | null | undefined): { colour: ColourName; icon: IconName } {
  const found = Object.entries(PRIMARY_LOOKS).find(
    ([primary]) => code === primary || code?.startsWith(`${primary}_`),
  )
  return found?.[1] ?? PRIMARY_LOOKS.OTHER
}
