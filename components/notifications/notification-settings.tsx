import { getLocale, getTranslations } from 'next-intl/server'
import { moneyText } from '@/lib/money/format'
import { getSettingsFacts } from '@/lib/notifications/queries'
import { Card, CardHeader } from '../ui/card'
import { KindSwitches } from './kind-switches'
import { type Limit, SettingsForm } from './settings-form'

/** What the person is told of. */
export async function NotificationSettings() {
  const [t, names, locale, facts] = await Promise.all([
    getTranslations('notifications.settings'),
    getTranslations('notifications.kinds'),
    getLocale(),
    getSettingsFacts(),
  ])
  const { settings, kinds, currencies, accounts } = facts
  const limit = (id: string, label: string, currency: string, amount: string | undefined): Limit => ({
    id,
    label,
    currency,
    text: amount === undefined ? '' : moneyText({ amount, currency }, locale, { bare: true }),
    placeholder: '',
    unreadable: t('amountInvalid', {
      example: moneyText({ amount: '250', currency }, locale, { bare: true }),
    }),
  })
  return (
    <Card aria-labelledby="kinds">
      <CardHeader id="kinds" title={t('kindsTitle')} description={t('kindsLead')} className="mb-0" />
      <SettingsForm
        locale={locale}
        kinds={kinds}
        push={settings.push}
        large={{
          title: t('largeTitle'),
          lead: t('largeLead'),
          limits: currencies.map((code) => ({
            ...limit(code, t('largeLabel', { currency: code }), code, settings.large[code]),
            placeholder: t('automatic'),
          })),
        }}
        low={{
          title: t('lowTitle'),
          lead: t('lowLead'),
          none: t('noAccounts'),
          limits: accounts.map(({ id, name, institutionName, mask, currency }) => {
            const account = [institutionName, name, mask ? `••${mask}` : ''].filter(Boolean).join(' ')
            const label = t('lowLabel', { account })
            return { ...limit(id, label, currency, settings.low[id]), placeholder: t('none') }
          }),
        }}
        words={{
          save: t('save'),
          saving: t('saving'),
          saved: t('saved'),
          invalid: t('invalid'),
          unreachable: t('unreachable'),
        }}
      >
        {kinds.map((kind) => (
          <KindSwitches
            key={kind}
            kind={kind}
            name={names(`${kind}.name`)}
            hint={names(`${kind}.hint`)}
            inApp={!settings.off.includes(kind)}
            inBrowser={settings.push.includes(kind)}
            words={{
              inApp: <Named name={t('inAppName', { kind: names(`${kind}.name`) })}>{t('inApp')}</Named>,
              inBrowser: (
                <Named name={t('inBrowserName', { kind: names(`${kind}.name`) })}>{t('inBrowser')}</Named>
              ),
            }}
          />
        ))}
      </SettingsForm>
    </Card>
  )
}

/** Shown in short, and said in full to who cannot see what it stands beside. */
function Named({ name, children }: { name: string; children: string }) {
  return (
    <>
      <span aria-hidden="true">{children}</span>
      <span className="sr-only">{name}</span>
    </>
  )
}
