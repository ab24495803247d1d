'use client'

import { Field, SelectField } from '@/components/ui/field'
import { updateProfile } from '@/lib/settings/actions'
import { textOf } from '../ui/text-of'
import { SettingsForm } from './settings-form'
import type { TimeZoneGroup } from './time-zones'

interface ProfileFormProps {
  person: { name: string; timeZone: string }
  nameMaximum: number
  timeZones: TimeZoneGroup[]
  words: {
    name: string
    timeZone: string
    timeZoneHint: string
    timeZoneOther: string
    save: string
    saving: string
    saved: string
    invalid: string
    unreachable: string
  }
}

/** What the person is called, and where their day begins. */
export function ProfileForm({ person, nameMaximum, timeZones, words }: ProfileFormProps) {
  return (
    <SettingsForm
      submitLabel={words.save}
      submittingLabel={words.saving}
      unreachable={words.unreachable}
      onSave={async (data) => {
        const result = await updateProfile({ name: textOf(data, 'name'), timeZone: textOf(data, 'timeZone') })
        return result.ok ? { saved: words.saved } : { problem: words.invalid, field: 'name' }
      }}
    >
      <Field
        label={words.name}
        name="name"
        autoComplete="name"
        maxLength={nameMaximum}
        defaultValue={person.name}
      />
      <SelectField
        label={words.timeZone}
        hint={words.timeZoneHint}
        name="timeZone"
        defaultValue={person.timeZone}
      >
        {timeZones.map(({ region, zones }) => (
          <optgroup key={region} label={region ?? words.timeZoneOther}>
            {zones.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </optgroup>
        ))}
      </SelectField>
    </SettingsForm>
  )
}
