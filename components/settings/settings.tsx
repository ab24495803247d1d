import type { Route } from 'next'
import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { LanguageChoice } from '@/components/shell/language-choice'
import { PrivacySwitch, ShortcutsSwitch } from '@/components/shell/preference-switches'
import { ButtonLink } from '@/components/ui/button'
import { SplitCard } from '@/components/ui/split-card'
import { findOperator } from '@/lib/auth/operator'
import { PASSWORD_MAX, PASSWORD_MIN } from '@/lib/auth/schema'
import { requireUser } from '@/lib/auth/session'
import { PRIVACY_COOKIE, SHORTCUTS_COOKIE, toPrivacy, toShortcuts } from '@/lib/settings/preferences'
import { HomeCurrency } from './home-currency'
import { PasswordForm } from './password-form'
import { ProfileForm } from './profile-form'
import { SignOutEverywhere } from './sign-out-everywhere'
import { groupTimeZones } from './time-zones'

/** As the profile's schema has it. */
const NAME_MAX = 80

/** Who one is here, the password, and the sessions. */
export async function Settings() {
  const [t, rates, common, own, told, { name, email, timeZone }, operator] = await Promise.all([
    getTranslations('settings'),
    getTranslations('rates.home'),
    getTranslations('common'),
    getTranslations('operator.settings'),
    getTranslations('notifications.settings'),
    requireUser(),
    findOperator(),
  ])
  return (
    <div className="grid gap-4">
      <SplitCard id="profile" title={t('profile')} description={t('profileLead')}>
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
      </SplitCard>
      <SplitCard id="home-currency" title={rates('title')} description={rates('lead')}>
        <HomeCurrency />
      </SplitCard>
      <SplitCard id="notifications" title={told('title')} description={told('lead')}>
        <ButtonLink href={'/settings/notifications' as Route} variant="secondary">
          {told('open')}
        </ButtonLink>
      </SplitCard>
      <SplitCard id="password" title={t('password')} description={t('passwordLead')}>
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
      </SplitCard>
      <SplitCard id="sessions" title={t('sessions')} description={t('sessionsLead')}>
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
      </SplitCard>
      <BrowserPreferences />
      {operator ? (
        <SplitCard id="installation" title={own('title')} description={own('lead')}>
          <ButtonLink href={'/operator' as Route} variant="secondary">
            {own('open')}
          </ButtonLink>
        </SplitCard>
      ) : null}
    </div>
  )
}

/** What belongs to this browser alone: kept in its cookies, and in force at once. */
async function BrowserPreferences() {
  const [t, language, kept] = await Promise.all([
    getTranslations('shellMore'),
    getTranslations('language'),
    cookies(),
  ])
  return (
    <>
      <SplitCard id="language" title={language('title')} description={language('lead')}>
        <LanguageChoice />
      </SplitCard>
      <SplitCard id="privacy" title={t('privacy.title')} description={t('privacy.lead')}>
        <PrivacySwitch
          initial={toPrivacy(kept.get(PRIVACY_COOKIE)?.value)}
          label={t('privacy.switch')}
          hint={t('privacy.hint')}
        />
      </SplitCard>
      <SplitCard id="keyboard" title={t('keyboard.title')} description={t('keyboard.lead')}>
        <ShortcutsSwitch
          initial={toShortcuts(kept.get(SHORTCUTS_COOKIE)?.value)}
          label={t('keyboard.switch')}
          hint={t('keyboard.hint')}
        />
      </SplitCard>
    </>
  )
}
