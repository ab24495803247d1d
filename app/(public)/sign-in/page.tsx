import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { AuthCard } from '@/components/auth/auth-card'
import { SignInForm } from '@/components/auth/sign-in-form'
import { Link } from '@/components/ui/link'
import { findUser } from '@/lib/auth/session'
import { findDemoLogin } from '@/lib/demo/queries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth')
  return { title: t('signInTitle') }
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  if (await findUser()) redirect('/dashboard')
  const [{ callbackUrl }, login, t] = await Promise.all([
    searchParams,
    findDemoLogin(),
    getTranslations('auth'),
  ])
  return (
    <AuthCard
      title={t('signInTitle')}
      lead={t('signInLead')}
      otherwise={
        <>
          {t('noAccount')} <Link href="/sign-up">{t('createAccount')}</Link>
        </>
      }
    >
      <SignInForm
        callbackUrl={typeof callbackUrl === 'string' ? callbackUrl : undefined}
        words={{
          email: t('email'),
          password: t('password'),
          showPassword: t('showPassword'),
          hidePassword: t('hidePassword'),
          submit: t('signIn'),
          submitting: t('signingIn'),
          errorEmail: t('errorEmail'),
          errorPasswordMissing: t('errorPasswordMissing'),
          errorCredentials: t('errorCredentials'),
          errorThrottled: t('errorThrottled'),
          errorUnreachable: t('errorUnreachable'),
        }}
        demo={
          login
            ? {
                login,
                words: {
                  title: t('demoTitle'),
                  body: t('demoBody'),
                  email: t('email'),
                  password: t('password'),
                  use: t('demoUse'),
                },
              }
            : undefined
        }
      />
    </AuthCard>
  )
}
