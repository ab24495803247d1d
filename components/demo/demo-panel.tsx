import { ChevronRight } from 'lucide-react'
import { getLocale, getTranslations } from 'next-intl/server'
import { listConnections } from '@/lib/connections/queries'
import { hasDemoControls } from '@/lib/demo/queries'
import { pluralForms, SLOT } from '@/lib/i18n/client-words'
import { DemoControls } from './demo-controls'

/** Makes things happen at the pretend bank. Only in a demo, and only for those who may. */
export async function DemoPanel() {
  const [allowed, connections] = await Promise.all([hasDemoControls(), listConnections()])
  if (!allowed || connections.length === 0) return null
  const [t, locale] = await Promise.all([getTranslations('demo'), getLocale()])
  return (
    <details className="group rounded-card border border-dashed border-ink-3/60">
      <summary className="flex min-h-11 list-none items-center gap-2 rounded-card px-4 py-2 font-medium text-ink-2 hover:text-ink sm:px-[22px] [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 transition-transform group-open:rotate-90 motion-reduce:transition-none"
        />
        {t('title')}
      </summary>
      <div className="grid gap-4 px-4 pb-4 sm:px-[22px] sm:pb-5">
        <p className="max-w-prose text-13 text-ink-2">{t('lead')}</p>
        <DemoControls
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
            gone: t('failed.gone'),
            notAllowed: t('failed.notAllowed'),
            later: t('failed.later'),
          }}
        />
        <p className="text-12 text-ink-2">{t('never')}</p>
      </div>
    </details>
  )
}
