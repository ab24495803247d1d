/** What an account that is kept by hand can be, in the order in which it is offered. */
export const MANUAL_KINDS = [
  'checking',
  'savings',
  'cash',
  'card',
  'loan',
  'property',
  'vehicle',
  'investment',
  'otherAsset',
  'otherDebt',
] as const

export type ManualKind = (typeof MANUAL_KINDS)[number]

interface KindFacts {
  /** As Plaid would call it, so that it stands beside accounts at banks. */
  type: string
  subtype: string
  /** What is in it is owed. */
  isDebt: boolean
  /** Its worth is known by what people say of it now and then, not by its transactions. */
  isValued: boolean
}

const FACTS: Readonly<Record<ManualKind, KindFacts>> = {
  checking: { type: 'depository', subtype: 'checking', isDebt: false, isValued: false },
  savings: { type: 'depository', subtype: 'savings', isDebt: false, isValued: false },
  cash: { type: 'depository', subtype: 'cash', isDebt: false, isValued: false },
  card: { type: 'credit', subtype: 'credit card', isDebt: true, isValued: false },
  loan: { type: 'loan', subtype: 'loan', isDebt: true, isValued: true },
  property: { type: 'other', subtype: 'property', isDebt: false, isValued: true },
  vehicle: { type: 'other', subtype: 'vehicle', isDebt: false, isValued: true },
  investment: { type: 'investment', subtype: 'brokerage', isDebt: false, isValued: true },
  otherAsset: { type: 'other', subtype: 'other asset', isDebt: false, isValued: true },
  otherDebt: { type: 'loan', subtype: 'other debt', isDebt: true, isValued: true },
}

export function factsOfKind(kind: ManualKind): KindFacts {
  return FACTS[kind]
}

/** The kind of a stored account; null where it is none of these. */
export function kindOf(type: string, subtype: string | null): ManualKind | null {
  return MANUAL_KINDS.find((kind) => FACTS[kind].type === type && FACTS[kind].subtype === subtype) ?? null
}

/** Whether what stands in an account of Plaid's type is owed. */
export function isDebtType(type: string): boolean {
  return type === 'credit' || type === 'loan'
}
