'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { SelectField } from '@/components/ui/field'
import { Switch } from '@/components/ui/switch'
import { fillSlot } from '@/lib/i18n/client-words'
import type { DateOrder } from '@/lib/imports/file-date'
import type { FileTable } from '@/lib/imports/read-table'
import type { ImportMapping } from '@/lib/imports/schema'
import type { ImportWords } from './import-words'

interface ColumnsFormProps {
  table: FileTable
  mapping: ImportMapping
  /** Day and month could be either, and the person has not said which. */
  isOrderOpen: boolean
  /** A date of the file's. */
  example: string
  words: ImportWords['columns']
  onChange: (next: Partial<ImportMapping>) => void
  onOrder: (order: DateOrder) => void
}

/** How much of a cell stands beside its column's number. */
const SHOWN_CELL = 24

/** Which column is what, and how days and amounts are written. */
export function ColumnsForm({
  table,
  mapping,
  isOrderOpen,
  example,
  words,
  onChange,
  onOrder,
}: ColumnsFormProps) {
  const { columns, hasHeader } = mapping
  const [first] = table.rows
  const options = Array.from({ length: table.width }, (_, place) => {
    const text = (first?.cells[place] ?? '').trim().slice(0, SHOWN_CELL)
    const column = fillSlot(words.column, String(place + 1))
    return { place, label: hasHeader && text ? text : text ? `${column}: ${text}` : column }
  })
  const setHeader = (isOn: boolean) =>
    onChange({
      hasHeader: isOn,
      headers: isOn ? (first?.cells ?? []).map((name) => name.trim().slice(0, 200)) : [],
    })

  return (
    <fieldset className="grid gap-4">
      <legend className="mb-3 font-serif text-17">{words.title}</legend>
      <Checkbox
        label={words.header}
        checked={hasHeader}
        onChange={({ currentTarget }) => setHeader(currentTarget.checked)}
      />
      <div className="grid gap-4 sm:grid-cols-2 wide:grid-cols-3">
        {words.roles.map(({ role, label }) => (
          <SelectField
            key={role}
            label={label}
            value={columns[role] ?? ''}
            onChange={({ currentTarget: { value } }) =>
              onChange({ columns: { ...columns, [role]: value === '' ? null : Number(value) } })
            }
          >
            <option value="">{words.none}</option>
            {options.map((option) => (
              <option key={option.place} value={option.place}>
                {option.label}
              </option>
            ))}
          </SelectField>
        ))}
        <SelectField
          label={words.dateOrder}
          value={isOrderOpen ? '' : mapping.dateOrder}
          error={isOrderOpen ? fillSlot(words.ambiguous, example) : undefined}
          onChange={({ currentTarget: { value } }) => {
            const chosen = words.orders.find(({ order }) => order === value)
            if (chosen) onOrder(chosen.order)
          }}
        >
          {isOrderOpen ? <option value="">{words.choose}</option> : null}
          {words.orders.map(({ order, label }) => (
            <option key={order} value={order}>
              {label}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={words.decimal}
          value={mapping.decimal}
          onChange={({ currentTarget: { value } }) => onChange({ decimal: value === ',' ? ',' : '.' })}
        >
          <option value=".">{words.decimals['.']}</option>
          <option value=",">{words.decimals[',']}</option>
        </SelectField>
      </div>
      <Switch
        label={words.inverted}
        hint={words.invertedHint}
        checked={mapping.inverted}
        onChange={({ currentTarget }) => onChange({ inverted: currentTarget.checked })}
        className="max-w-prose"
      />
    </fieldset>
  )
}
