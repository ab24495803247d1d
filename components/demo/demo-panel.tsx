import { ChevronDown, FlaskConical } from 'lucide-react'
import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { listConnections } from '@/lib/connections/queries'
import { findDemoControls } from '@/lib/demo/queries'
import { pluralForms, SLOT } from '@/lib/i18n/client-words'
import { DemoControlsLater } from './demo-controls-later'

/** What else can happen there, besides what happens every day. */
const MORE_EVENTS = ['end-soon', 'revoke', 'open-account', 'falter', 'go-down', 'come-back'] as const

/** Makes things happen at the pretend bank. Only in a demo, and only for those who may. */
export async function DemoPanel() {
  const [controls, connections] = await Promise.all([findDemoControls(), listConnections()])
  if (!controls || connections.length === 0) return null
  const [t, locale, format] = await Promise.all([getTranslations('demo'), getLocale(), getFormatter()])
  return (
    <details className="group relative max-sm:open:order-last max-sm:open:w-full">
      <summary className="inline-flex h-9 list-none items-center gap-2 rounded-control border border-dashed border-ink-3 px-3 font-medium text-ink-2 select-none hover:bg-chip hover:text-ink pointer-coarse:h-11 [&::-webkit-details-marker]:hidden">
        <FlaskConical aria-hidden="true" className="size-4" strokeWidth={1.75} />
        {t('title')}
        <ChevronDown aria-hidden="true" className="size-4 group-open:rotate-180" />
      </summary>
      <div className="top-full right-0 z-10 mt-2 grid w-full animate-rise-in gap-3 rounded-card border border-line bg-card p-4 sm:absolute sm:w-88">
        <p className="text-13 text-ink-2">{t('lead')}</p>
        <DemoControlsLater
          banks={connections.map(({ itemId, title }) => ({ itemId, title }))}
          locale={locale}
          words={{
            connection: t('connection'),
            arrive: t('arrive'),
            post: t('post'),
            login: t('login'),
            arrived: pluralForms(locale, (count, shown) => t('arrived', { count, shown })),
            posted: pluralForms(locale, (count, shown) => t('posted', { count, shown })),
            nothingPending: t('nothingPending'),
            asked: t('asked', { name: SLOT }),
            more: MORE_EVENTS.map((event) => ({
              event,
              label: t(`events.${event}`),
              happened: t(`happened.${event}`, { name: SLOT }),
            })),
            time: t('time'),
            today: t('today', { day: format.dateTime(controls.now, { dateStyle: 'long' }) }),
            days: pluralForms(locale, (count, shown) => t('days', { count, shown })),
            passed: pluralForms(locale, (count, shown) => t('passed', { count, shown })),
            gone: t('failed.gone'),
            notAllowed: t('failed.notAllowed'),
            later: t('failed.later'),
          }}
        />
        <p className="text-12 text-ink-2">
          {t('never')}{' '}
          {controls.console ? (
            <a href={controls.console} className="font-medium text-ink underline underline-offset-2">
              {t('console')}
            </a>
          ) : null}
        </p>
      </div>
    </details>
  )
}
