import { moneyText } from '@/lib/money/format'
import { exact, type Money } from '@/lib/money/money'

/** The amount that a pending transaction had before it posted, bare: its size, and its sign only where that turned. */
export function wasText(was: Money, now: Money, locale: string): string {
  const turned = exact(was.amount).s !== exact(now.amount).s
  return moneyText(was, locale, { bare: true, sign: turned ? 'always' : 'never' })
}
