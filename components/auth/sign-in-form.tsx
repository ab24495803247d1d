'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { PasswordField } from '../ui/password-field'
import { textOf } from '../ui/text-of'
import { useHydrated } from '../ui/use-hydrated'
import { type AuthWords, focusField, looksLikeEmail } from './auth-words'
import { callbackPath } from './callback-path'
import { DemoLogin, type DemoLoginWords } from './demo-login'
import { FormError } from './form-error'
import { rememberTimeZone } from './remember-time-zone'

interface SignInFormProps {
  words: AuthWords & { errorPasswordMissing: string }
  /** The page that was asked for before signing in. */
  callbackUrl?: string
  /** The login of the demo person, where there is one. */
  demo?: { login: { email: string; password: string }; words: DemoLoginWords }
}

interface Problems {
  email?: string
  password?: string
  form?: string
}

/** Email and password. What goes wrong is said beside it, and what was typed stays. */
export function SignInForm({ words, callbackUrl, demo }: SignInFormProps) {
  const router = useRouter()
  const hydrated = useHydrated()
  const [pending, setPending] = useState(false)
  const [problems, setProblems] = useState<Problems>({})
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')

  async function submit(form: HTMLFormElement) {
    // Read from the form: a password manager may have filled it before the page answered.
    const data = new FormData(form)
    const typed = { email: textOf(data, 'email').trim(), password: textOf(data, 'password') }
    const found: Problems = {
      ...(looksLikeEmail(typed.email) ? {} : { email: words.errorEmail }),
      ...(typed.password ? {} : { password: words.errorPasswordMissing }),
    }
    setProblems(found)
    if (found.email || found.password) return focusField(form, found.email ? 'email' : 'password')

    setPending(true)
    try {
      rememberTimeZone()
      const { signIn } = await import('next-auth/react')
      const result = await signIn('credentials', { ...typed, redirect: false })
      if (result?.ok && !result.error) {
        router.replace(callbackPath(callbackUrl, window.location.origin) as Route)
        router.refresh()
        return
      }
      setProblems({ form: result?.error === 'THROTTLED' ? words.errorThrottled : words.errorCredentials })
      focusField(form, 'password')
    } catch {
      setProblems({ form: words.errorUnreachable })
    }
    setPending(false)
  }

  return (
    <>
      <form
        method="post"
        noValidate
        className="grid gap-4"
        onSubmit={(event: FormEvent<HTMLFormElement>) => {
          event.preventDefault()
          void submit(event.currentTarget)
        }}
      >
        <Field
          label={words.email}
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={problems.email}
        />
        <PasswordField
          label={words.password}
          showLabel={words.showPassword}
          hideLabel={words.hidePassword}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
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
      {demo ? (
        <DemoLogin
          {...demo}
          onUse={() => {
            setEmail(demo.login.email)
            setPassword(demo.login.password)
            setProblems({})
          }}
        />
      ) : null}
    </>
  )
}
