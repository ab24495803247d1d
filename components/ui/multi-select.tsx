'use client'

import { chosenOf } from './choice'
import { ChoiceButton, type ChoiceFieldProps } from './choice-button'

interface MultiSelectProps extends ChoiceFieldProps {
  values: readonly string[]
  /** Told after every tick, in the order of the list. */
  onChange: (values: string[]) => void
  /** Makes it part of a form, which sends each value under this name. */
  name?: string
}

/** Several of many, found by typing; the list stays open between them. The first names stand on the button. */
export function MultiSelect({ values, onChange, name, ...rest }: MultiSelectProps) {
  const chosen = new Set(values)
  const choices = chosenOf(rest.groups, chosen)

  function pick(value: string) {
    const next = new Set(chosen)
    if (!next.delete(value)) next.add(value)
    onChange(chosenOf(rest.groups, next).map((choice) => choice.value))
  }

  return (
    <ChoiceButton
      {...rest}
      chosen={chosen}
      multiple
      onPick={pick}
      shown={
        choices.length > 0 ? (
          <>
            <span className="truncate">{choices.map(({ label }) => label).join(', ')}</span>
            {choices.length > 1 ? (
              <span
                aria-hidden="true"
                className="shrink-0 rounded-full bg-chip px-1.5 text-12 text-ink-2 tabular-nums"
              >
                {choices.length}
              </span>
            ) : null}
          </>
        ) : null
      }
    >
      {name ? values.map((value) => <input key={value} type="hidden" name={name} value={value} />) : null}
    </ChoiceButton>
  )
}
