import type { ReactNode } from 'react'

/** One entry of a list to choose from. */
export interface Choice {
  /** Tells it apart from every other of the list. */
  value: string
  label: string
  icon?: ReactNode
  /** Behind the label, in the second ink. */
  detail?: string
  /** Other words that find it. */
  otherWords?: string
}

export interface ChoiceGroup {
  /** Null for what stands before all groups. */
  label: string | null
  choices: readonly Choice[]
}

export interface ChoiceWords {
  /** On the button while nothing is chosen. */
  placeholder: string
  /** In the box that narrows the list down. */
  search: string
  /** When nothing of the list is called that. */
  nothing: string
  close: string
}

/** The chosen entries, in the order of the list. */
export function chosenOf(groups: readonly ChoiceGroup[], values: ReadonlySet<string>): Choice[] {
  return groups.flatMap(({ choices }) => choices.filter(({ value }) => values.has(value)))
}
