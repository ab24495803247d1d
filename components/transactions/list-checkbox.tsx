'use client'

import { type MouseEvent, useRef } from 'react'
import { Checkbox } from '@/components/ui/checkbox'

interface ListCheckboxProps {
  label: string
  checked: boolean
  indeterminate?: boolean
  disabled: boolean
  /** @param range whether Shift was held: everything from the last one to this. */
  onCheck: (range: boolean) => void
}

/** The box of a row. It lies above the link that covers the row. */
export function ListCheckbox({ label, checked, indeterminate, disabled, onCheck }: ListCheckboxProps) {
  const range = useRef(false)
  return (
    <Checkbox
      label={label}
      labelHidden
      checked={checked}
      indeterminate={indeterminate}
      disabled={disabled}
      className="relative z-1 align-middle"
      onClick={(event: MouseEvent) => {
        range.current = event.shiftKey
      }}
      onChange={() => onCheck(range.current)}
    />
  )
}
