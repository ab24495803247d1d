'use client'

import { COLOUR_NAMES, type ColourName, colourOf, ICON_NAMES, type IconName } from '@/lib/finance/colours'
import { CategoryMark } from '../ui/category-mark'
import { cx } from '../ui/cx'

const BOX = cx(
  'relative grid cursor-pointer place-items-center rounded-control border border-transparent',
  'has-checked:border-ink has-checked:bg-chip has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-keel',
)
const RADIO = 'absolute inset-0 cursor-pointer appearance-none rounded-control outline-none'

interface ColourChoiceProps {
  legend: string
  /** The first choice: null. */
  none: string
  value: ColourName | null
  names: Record<ColourName, string>
  onChange: (colour: ColourName | null) => void
}

/** One of the twelve colours, or none of its own. */
export function ColourChoice({ legend, none, value, names, onChange }: ColourChoiceProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-13 font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-1">
        <label className={cx(BOX, 'h-9 px-2.5 text-13 pointer-coarse:h-11')}>
          <input
            type="radio"
            name="colour"
            checked={value === null}
            onChange={() => onChange(null)}
            className={RADIO}
          />
          {none}
        </label>
        {COLOUR_NAMES.map((name) => (
          <label key={name} title={names[name]} className={cx(BOX, 'size-9 pointer-coarse:size-11')}>
            <input
              type="radio"
              name="colour"
              aria-label={names[name]}
              checked={value === name}
              onChange={() => onChange(name)}
              className={RADIO}
            />
            <span
              aria-hidden="true"
              className="pointer-events-none size-5 rounded-full"
              style={{ background: colourOf(name) }}
            />
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface IconChoiceProps {
  legend: string
  none: string
  value: IconName | null
  colour: ColourName | null
  code: string | null
  names: Record<IconName, string>
  onChange: (icon: IconName | null) => void
}

/** One of the icons, in the colour that is chosen, or none of its own. */
export function IconChoice({ legend, none, value, colour, code, names, onChange }: IconChoiceProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-13 font-medium">{legend}</legend>
      <div className="flex max-h-44 flex-wrap gap-1 overflow-y-auto overscroll-contain">
        <label className={cx(BOX, 'h-9 px-2.5 text-13 pointer-coarse:h-11')}>
          <input
            type="radio"
            name="icon"
            checked={value === null}
            onChange={() => onChange(null)}
            className={RADIO}
          />
          {none}
        </label>
        {ICON_NAMES.map((name) => (
          <label key={name} title={names[name]} className={cx(BOX, 'size-9 pointer-coarse:size-11')}>
            <input
              type="radio"
              name="icon"
              aria-label={names[name]}
              checked={value === name}
              onChange={() => onChange(name)}
              className={RADIO}
            />
            <CategoryMark code={code} colour={colour} icon={name} className="pointer-events-none" />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
