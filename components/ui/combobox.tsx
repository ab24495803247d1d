'use client'

import { chosenOf } from './choice'
import { ChoiceButton, type ChoiceFieldProps } from './choice-button'

interface ComboboxProps extends ChoiceFieldProps {
  value: string | null
  onChange: (value: string) => void
  /** Makes it part of a form, which sends the value under this name; '' while nothing is chosen. */
  name?: string
}

/**
 * One of many, found by typing: for lists that are too long for the platform's own (`SelectField`), such as categories.
 * To choose nothing again, give the list an entry that says so.
 */
export function Combobox({ value, onChange, name, ...rest }: ComboboxProps) {
  const chosen = new Set(value === null ? [] : [value])
  const [choice] = chosenOf(rest.groups, chosen)
  return (
    <ChoiceButton
      {...rest}
      chosen={chosen}
      multiple={false}
      onPick={onChange}
      shown={
        choice ? (
          <>
            {choice.icon}
            <span className="truncate">{choice.label}</span>
          </>
        ) : null
      }
    >
      {name ? <input type="hidden" name={name} value={value ?? ''} /> : null}
    </ChoiceButton>
  )
}
