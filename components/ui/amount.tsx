import type { MoneyParts } from '@/lib/money/format'
import { cx } from './cx'

export type AmountSize = 'row' | 'standing' | 'large'

const SIZES: Record<AmountSize, string> = {
  row: '',
  standing: 'font-serif text-21',
  large: 'inline-block pt-1 font-serif text-40 tracking-[-0.01em]',
}

interface AmountProps {
  parts: MoneyParts
  /** `row` in tables and text, `standing` alone in a card, `large` once on a page. */
  size?: AmountSize
  /** Not final yet: in the second ink. Money in stays green. */
  quiet?: boolean
  className?: string
}

/** An exact amount that was formatted before. Money in is green with its plus, everything else is ink. */
export function Amount({ parts, size = 'row', quiet = false, className }: AmountProps) {
  const moneyIn = parts.sign === '+'
  const small = size === 'large' && parts.fraction !== ''
  return (
    <span
      className={cx(
        'figures money whitespace-nowrap',
        moneyIn ? 'text-in' : quiet ? 'text-ink-2' : 'text-ink',
        SIZES[size],
        className,
      )}
    >
      {small ? (
        <>
          {parts.sign}
          {parts.prefix}
          {parts.integer}
          <span className="align-[0.62em] text-21 leading-none tracking-normal text-ink-2">
            {parts.fraction}
          </span>
          {parts.suffix ? <span className="text-21 text-ink-2">{parts.suffix}</span> : null}
        </>
      ) : (
        parts.text
      )}
    </span>
  )
}
