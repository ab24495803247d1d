import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AuthCard } from '@/components/auth/auth-card'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.goodbye')
  return { title: t('title'), robots: { index: false } }
}

/** Where one lands after deleting an account. It says what is so for everybody who deletes one. */
export default async function GoodbyePage({ searchParams }: PageProps<'/goodbye'>) {
  const [{ waiting }, t] = await Promise.all([searchParams, getTranslations('account.goodbye')])
  const count = typeof waiting === 'string' && /^[1-9]\d{0,2}$/.test(waiting) ? Number(waiting) : 0
  return (
    <AuthCard title={t('title')} lead={t('lead')}>
      {count > 0 ? <Banner title={t('waiting', { count })} /> : null}
      <div className="flex flex-wrap gap-3">
        <ButtonLink href="/sign-up" variant="secondary">
          {t('again')}
        </ButtonLink>
        <ButtonLink href="/" variant="quiet">
          {t('home')}
        </ButtonLink>
      </div>
    </AuthCard>
  )
}
