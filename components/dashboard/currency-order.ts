import type { CurrencyWorth } from '@/lib/finance/net-worth'

/** In the order in which the balances name their currencies, so that they stand alike in all cards; then the others. */
export function inOrderOfWorth<Item extends { currency: string }>(
  items: readonly Item[],
  worth: readonly Pick<CurrencyWorth, 'currency'>[],
): Item[] {
  const place = ({ currency }: Item) => {
    const index = worth.findIndex((one) => one.currency === currency)
    return index === -1 ? worth.length : index
  }
  return items.toSorted((a, b) => place(a) - place(b))
}
