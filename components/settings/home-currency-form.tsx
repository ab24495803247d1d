'use client'

import { SelectField } from '@/components/ui/field'
import { saveHomeCurrency } from '@/lib/rates/actions'
import { textOf } from '../ui/text-of'
import { SettingsForm } from './settings-form'

interface HomeCurrencyFormProps {
  /** Null: none is chosen. */
  current: string | null
  groups: { label: string; options: { code: string; label: string }[] }[]
  words: {
    label: string
    none: string
    save: string
    saving: string
    saved: string
    invalid: string
    unreachable: string
  }
}

/** Chooses in which currency totals of several are said, or none. */
export function HomeCurrencyForm({ current, groups, words }: HomeCurrencyFormProps) {
  return (
    <SettingsForm
      submitLabel={words.save}
      submittingLabel={words.saving}
      unreachable={words.unreachable}
      onSave={async (data) => {
        const result = await saveHomeCurrency({ currency: textOf(data, 'currency') || null })
        return result.ok ? { saved: words.saved } : { problem: words.invalid, field: 'currency' }
      }}
    >
      <SelectField label={words.label} name="currency" defaultValue={current ?? ''}>
        <option value="">{words.none}</option>
        {groups.map(({ label, options }) => (
          <optgroup key={label} label={label}>
            {options.map((option) => (
              <option key={option.code} value={option.code}>
                {option.label}
              </option>
            ))}
          </optgroup>
        ))}
      </SelectField>
    </SettingsForm>
  )
}
