'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Field, type FieldProps } from './field'

/** A password with an eye that shows what was typed, until it is pressed again. */
export function PasswordField({
  showLabel,
  hideLabel,
  ...rest
}: Omit<FieldProps, 'type' | 'trailing'> & { showLabel: string; hideLabel: string }) {
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <Field
      {...rest}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      trailing={
        <button
          type="button"
          aria-label={shown ? hideLabel : showLabel}
          onClick={() => setShown(!shown)}
          className="touch-target grid size-8 place-items-center rounded-control text-ink-2 hover:bg-chip hover:text-ink"
        >
          <Icon aria-hidden="true" className="size-4" strokeWidth={1.75} />
        </button>
      }
    />
  )
}
