'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { signUp } from '@/lib/auth/actions'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { PasswordField } from '../ui/password-field'
import { textOf } from '../ui/text-of'
import { useHydrated } from '../ui/use-hydrated'
import { type AuthWords, focusField, looksLikeEmail } from './auth-words'
import { HOME_PATH } from './callback-path'
import { FormError } from './form-error'
import { rememberTimeZone } from './remember-time-zone'

interface SignUpFormProps {
  words: AuthWords & {
    name: string
    nameHint: string
    passwordRules: string
    errorPasswordShort: string
    errorEmailTaken: string
    errorInvalid: string
  }
  /** The fewest characters that a password may have. */
  passwordMinimum: number
}

interface Problems {
  email?: string
  password?: string
  form?: string
}

/** A new account, and signed in to it at once. */
export function SignUpForm({ words, passwordMinimum }: SignUpFormProps) {
  const router = useRouter()
  const hydrated = useHydrated()
  const [pending, setPending] = useState(false)
  const [problems, setProblems] = useState<Problems>({})

  /** @returns what went wrong; nothing when the person is signed in. */
  async function create(typed: { name: string; email: string; password: string }): Promise<Problems | null> {
    const result = await signUp({ ...typed, timeZone: rememberTimeZone() })
    if (!result.ok) {
      if (result.code === 'EMAIL_TAKEN') return { email: words.errorEmailTaken }
      return { form: result.code === 'THROTTLED' ? words.errorThrottled : words.errorInvalid }
    }
    const { signIn } = await import('next-auth/react')
    const signedIn = await signIn('credentials', {
      email: typed.email,
      password: typed.password,
      redirect: false,
    })
    return signedIn?.ok && !signedIn.error ? null : { form: words.errorCredentials }
  }

  async function submit(form: HTMLFormElement) {
    const data = new FormData(form)
    const typed = {
      name: textOf(data, 'name').trim(),
      email: textOf(data, 'email').trim(),
      password: textOf(data, 'password'),
    }
    const found: Problems = {
      ...(looksLikeEmail(typed.email) ? {} : { email: words.errorEmail }),
      ...([...typed.password].length >= passwordMinimum ? {} : { password: words.errorPasswordShort }),
    }
    setProblems(found)
    if (found.email || found.password) return focusField(form, found.email ? 'email' : 'password')

    setPending(true)
    let problem: Problems | null
    try {
      problem = await create(typed)
    } catch {
      problem = { form: words.errorUnreachable }
    }
    if (problem === null) {
      router.replace(HOME_PATH)
      router.refresh()
      return
    }
    setProblems(problem)
    setPending(false)
    if (problem.email) focusField(form, 'email')
  }

  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        void submit(event.currentTarget)
      }}
    >
      <Field label={words.name} name="name" autoComplete="name" maxLength={80} hint={words.nameHint} />
      <Field
        label={words.email}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        required
        error={problems.email}
      />
      <PasswordField
        label={words.password}
        showLabel={words.showPassword}
        hideLabel={words.hidePassword}
        name="password"
        autoComplete="new-password"
        required
        hint={words.passwordRules}
        error={problems.password}
      />
      <FormError>{problems.form}</FormError>
      <Button
        type="submit"
        disabled={!hydrated}
        pending={pending}
        pendingLabel={words.submitting}
        className={hydrated ? 'w-full' : 'w-full disabled:opacity-100'}
      >
        {words.submit}
      </Button>
    </form>
  )
}
