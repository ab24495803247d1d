import type { Route } from 'next'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { findOperator } from '@/lib/auth/operator'
import { PASSWORD_MAX, PASSWORD_MIN } from '@/lib/auth/schema'
import { requireUser } from '@/lib/auth/session'
import { PasswordForm } from './password-form'
import { ProfileForm } from './profile-form'
import { SignOutEverywhere } from './sign-out-everywhere'
import { groupTimeZones } from './time-zones'

/** As the profile's schema has it. */
const NAME_MAX = 80

/** Who one is here, the password, and the sessions. */
export async function Settings() {
  const [t, common, own, { name, email, timeZone }, operator] = await Promise.all([
    getTranslations('settings'),
    getTranslations('common'),
    getTranslations('operator.settings'),
    requireUser(),
    findOperator(),
  ])
  return (
    <div className="grid gap-4">
      <Section id="profile" title={t('profile')} description={t('profileLead')}>
        <dl className="mb-4 grid gap-1.5">
          <dt className="text-13 font-medium">{t('email')}</dt>
          <dd className="wrap-anywhere text-ink-2">{email}</dd>
        </dl>
        <ProfileForm
          person={{ name, timeZone }}
          nameMaximum={NAME_MAX}
          timeZones={groupTimeZones(Intl.supportedValuesOf('timeZone'), timeZone)}
          words={{
            name: t('name'),
            timeZone: t('timeZone'),
            timeZoneHint: t('timeZoneHint'),
            timeZoneOther: t('timeZoneOther'),
            save: t('saveProfile'),
            saving: t('saving'),
            saved: t('saved'),
            invalid: t('profileInvalid', { maximum: NAME_MAX }),
            unreachable: t('unreachable'),
          }}
        />
      </Section>
      <Section id="password" title={t('password')} description={t('passwordLead')}>
        <PasswordForm
          email={email}
          minimum={PASSWORD_MIN}
          maximum={PASSWORD_MAX}
          words={{
            current: t('currentPassword'),
            next: t('newPassword'),
            rules: t('passwordRules', { minimum: PASSWORD_MIN }),
            show: t('showPassword'),
            hide: t('hidePassword'),
            submit: t('changePassword'),
            submitting: t('changingPassword'),
            changed: t('passwordChanged'),
            errorCurrentMissing: t('errorCurrentMissing'),
            errorCurrentWrong: t('errorCurrentWrong'),
            errorShort: t('errorNewShort', { minimum: PASSWORD_MIN }),
            errorLong: t('errorNewLong', { maximum: PASSWORD_MAX }),
            errorThrottled: t('errorThrottled'),
            unreachable: t('unreachable'),
          }}
        />
      </Section>
      <Section id="sessions" title={t('sessions')} description={t('sessionsLead')}>
        <SignOutEverywhere
          words={{
            action: t('signOutEverywhere'),
            title: t('signOutTitle'),
            body: t('signOutBody'),
            cancel: common('cancel'),
            pending: t('signOutPending'),
            failed: t('signOutFailed'),
          }}
        />
      </Section>
      {operator ? (
        <Section id="installation" title={own('title')} description={own('lead')}>
          <ButtonLink href={'/operator' as Route} variant="secondary">
            {own('open')}
          </ButtonLink>
        </Section>
      ) : null}
    </div>
  )
}

/** What it is at the left, what one can do at the right; one under the other where there is no room. */
function Section({
  id,
  title,
  description,
  children,
}: {
  id: string
  title: string
  description: string
  children: ReactNode
}) {
  return (
    <Card aria-labelledby={id} className="grid gap-x-8 wide:grid-cols-[18rem_minmax(0,1fr)]">
      <CardHeader id={id} title={title} description={description} className="wide:mb-0" />
      <div className="max-w-form">{children}</div>
    </Card>
  )
}
