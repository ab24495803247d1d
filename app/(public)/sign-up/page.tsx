import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { AuthCard } from '@/components/auth/auth-card'
import { SignUpForm } from '@/components/auth/sign-up-form'
import { Link } from '@/components/ui/link'
import { PASSWORD_MIN } from '@/lib/auth/schema'
import { findUser } from '@/lib/auth/session'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth')
  return { title: t('signUpTitle') }
}

export default async function SignUpPage() {
  if (await findUser()) redirect('/dashboard')
  const t = await getTranslations('auth')
  return (
    <AuthCard
      title={t('signUpTitle')}
      lead={t('signUpLead')}
      otherwise={
        <>
          {t('haveAccount')} <Link href="/sign-in">{t('signIn')}</Link>
        </>
      }
    >
      <SignUpForm
        passwordMinimum={PASSWORD_MIN}
        words={{
          name: t('name'),
          nameHint: t('nameHint'),
          email: t('email'),
          password: t('password'),
          passwordRules: t('passwordRules', { count: PASSWORD_MIN }),
          showPassword: t('showPassword'),
          hidePassword: t('hidePassword'),
          submit: t('createAccount'),
          submitting: t('creatingAccount'),
          errorEmail: t('errorEmail'),
          errorPasswordShort: t('errorPasswordShort', { count: PASSWORD_MIN }),
          errorCredentials: t('errorCredentials'),
          errorThrottled: t('errorThrottled'),
          errorEmailTaken: t('errorEmailTaken'),
          errorInvalid: t('errorInvalid'),
          errorUnreachable: t('errorUnreachable'),
        }}
      />
    </AuthCard>
  )
}
