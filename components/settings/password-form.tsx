'use client'

import { useState } from 'react'
import { PasswordField } from '@/components/ui/password-field'
import { changePassword } from '@/lib/auth/actions'
import { textOf } from '../ui/text-of'
import { SettingsForm, type SettingsOutcome } from './settings-form'

interface PasswordFormProps {
  /** Tells a password manager whose password it is. */
  email: string
  minimum: number
  maximum: number
  words: {
    current: string
    next: string
    rules: string
    show: string
    hide: string
    submit: string
    submitting: string
    changed: string
    errorCurrentMissing: string
    errorCurrentWrong: string
    errorShort: string
    errorLong: string
    errorThrottled: string
    unreachable: string
  }
}

interface Problems {
  current?: string
  next?: string
}

/** A new password for the one who knows the old. */
export function PasswordForm({ email, minimum, maximum, words }: PasswordFormProps) {
  const [problems, setProblems] = useState<Problems>({})

  function turnBack(found: Problems): SettingsOutcome {
    setProblems(found)
    return { field: found.current ? 'current' : 'next' }
  }

  async function change(data: FormData, form: HTMLFormElement): Promise<SettingsOutcome> {
    const typed = { current: textOf(data, 'current'), next: textOf(data, 'next') }
    const found: Problems = {
      ...(typed.current ? {} : { current: words.errorCurrentMissing }),
      ...(typed.next.length < minimum ? { next: words.errorShort } : {}),
      ...(typed.next.length > maximum ? { next: words.errorLong } : {}),
    }
    if (found.current || found.next) return turnBack(found)
    setProblems({})
    const result = await changePassword(typed)
    if (result.ok) {
      form.reset()
      return { saved: words.changed }
    }
    if (result.code === 'THROTTLED') return { problem: words.errorThrottled }
    return turnBack(
      result.code === 'WRONG_PASSWORD' ? { current: words.errorCurrentWrong } : { next: words.errorShort },
    )
  }

  return (
    <SettingsForm
      submitLabel={words.submit}
      submittingLabel={words.submitting}
      unreachable={words.unreachable}
      onSave={change}
    >
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label={words.current}
        showLabel={words.show}
        hideLabel={words.hide}
        name="current"
        autoComplete="current-password"
        required
        error={problems.current}
      />
      <PasswordField
        label={words.next}
        showLabel={words.show}
        hideLabel={words.hide}
        name="next"
        autoComplete="new-password"
        required
        hint={words.rules}
        error={problems.next}
      />
    </SettingsForm>
  )
}
