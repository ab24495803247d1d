import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { AuthCard } from '@/components/auth/auth-card'
import { FormError } from '@/components/auth/form-error'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { unlockDemo } from '@/lib/demo/unlock'
import { env } from '@/lib/env'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('unlock')
  return { title: t('title') }
}

/** Where a demo is hosted, its login and panel are for those who have its secret. */
export default async function DemoPage({ searchParams }: PageProps<'/demo'>) {
  const { plaidEnv, controlSecret } = env()
  if (plaidEnv !== 'emulator' || controlSecret === null) notFound()
  const [{ problem }, t] = await Promise.all([searchParams, getTranslations('unlock')])
  const error = problem === 'throttled' ? t('throttled') : problem === 'wrong' ? t('wrong') : undefined
  return (
    <AuthCard title={t('title')} lead={t('lead')}>
      <form action={unlockDemo} className="grid gap-4">
        <Field label={t('secret')} name="secret" type="password" autoComplete="off" required />
        <FormError>{error}</FormError>
        <SubmitButton className="w-full">{t('open')}</SubmitButton>
      </form>
    </AuthCard>
  )
}
