import { getLocale, getTranslations } from 'next-intl/server'
import { SLOT } from '@/lib/i18n/client-words'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import { getPushFacts } from '@/lib/notifications/queries'
import { Card, CardHeader } from '../ui/card'
import { DeviceActions } from './device-actions'
import { PushHere } from './push-here'
import { ThisBrowser } from './this-browser'

/** The browsers in which the person is told, and how this one becomes one of them. */
export async function PushDevices() {
  const [t, locale, { publicKey, devices }] = await Promise.all([
    getTranslations('notifications.settings'),
    getLocale(),
    getPushFacts(),
  ])
  const date = dateTimeFormat(locale, { dateStyle: 'medium' })
  return (
    <Card aria-labelledby="browsers">
      <CardHeader id="browsers" title={t('pushTitle')} description={t('pushLead')} />
      {publicKey === null ? (
        <p className="text-ink-2">{t('pushOff')}</p>
      ) : (
        <PushHere
          publicKey={publicKey}
          deviceIds={devices.map(({ id }) => id)}
          words={{
            here: t('here'),
            asking: t('asking'),
            unsupported: t('unsupported'),
            blocked: t('blocked'),
            failed: t('failed'),
            full: t('full'),
            device: t('deviceOn', { browser: SLOT, system: `${SLOT}${SLOT}` }),
            deviceAny: t('deviceAny'),
          }}
        />
      )}
      {publicKey === null && devices.length === 0 ? null : (
        <div className="mt-5 grid gap-2">
          <h3 className="font-sans text-14 font-medium">{t('devices')}</h3>
          {devices.length === 0 ? <p className="text-13 text-ink-2">{t('noDevices')}</p> : null}
          <ul className="divide-y divide-line-2">
            {devices.map(({ id, device, createdAt }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
                <div className="min-w-0">
                  <p className="wrap-anywhere">
                    {device} <ThisBrowser deviceId={id}>{t('thisBrowser')}</ThisBrowser>
                  </p>
                  <p className="text-13 text-ink-2">{t('added', { moment: date.format(createdAt) })}</p>
                </div>
                <DeviceActions
                  id={id}
                  canTest={publicKey !== null}
                  words={{
                    test: t('test'),
                    testName: t('testName', { device }),
                    testing: t('testing'),
                    sent: t('testSent'),
                    failed: t('testFailed'),
                    gone: t('testGone'),
                    remove: t('remove'),
                    removeName: t('removeName', { device }),
                    removing: t('removing'),
                    removeFailed: t('removeFailed'),
                  }}
                />
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  )
}
