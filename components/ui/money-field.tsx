'use client'

import { useState } from 'react'
import { readAmount } from '@/lib/money/read-amount'
import { Field, type FieldProps } from './field'

interface MoneyFieldProps
  extends Omit<
    FieldProps,
    'type' | 'inputMode' | 'value' | 'defaultValue' | 'onChange' | 'name' | 'trailing'
  > {
  /** Makes it part of a form, which sends the exact amount under this name: '' while it cannot be read. */
  name?: string
  /** What stands in it first, as the person's language writes it. */
  defaultText?: string
  locale: string
  /** Said once the box is left with something in it that is not an amount. */
  unreadable: string
  /** Stands at the right, such as "USD". */
  currency?: string
  /** Told at every change: a plain decimal string, or null while there is no amount. */
  onAmount?: (amount: string | null) => void
}

/**
 * At once, or when the button that is being pressed is let go of: what is said of a box that was left moves what stands
 * below it, and a button that moves away under the pointer is not pressed.
 */
function afterPress(then: () => void): void {
  if (!document.querySelector(':active')) {
    then()
    return
  }
  const ended = new AbortController()
  const later = () => {
    ended.abort()
    setTimeout(then)
  }
  for (const end of ['pointerup', 'pointercancel'])
    addEventListener(end, later, { signal: ended.signal, capture: true })
}

/** An amount as people write it in their language; what is sent is the exact decimal string. */
export function MoneyField({
  name,
  defaultText = '',
  locale,
  unreadable,
  currency,
  onAmount,
  onBlur,
  error,
  ...rest
}: MoneyFieldProps) {
  const [text, setText] = useState(defaultText)
  const [left, setLeft] = useState(false)
  const amount = readAmount(text, locale)
  const isWrong = left && amount === null && text.trim() !== ''
  return (
    <>
      <Field
        {...rest}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        error={error ?? (isWrong ? unreadable : undefined)}
        inputClassName="figures text-right"
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          setLeft(false)
          onAmount?.(readAmount(currentTarget.value, locale))
        }}
        onBlur={(event) => {
          afterPress(() => setLeft(true))
          onBlur?.(event)
        }}
        trailing={currency ? <span className="pr-2 text-13 text-ink-2">{currency}</span> : undefined}
      />
      {name ? <input type="hidden" name={name} value={amount ?? ''} /> : null}
    </>
  )
}
