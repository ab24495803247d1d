import { Check, NotebookPen } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { formatMoney } from '@/lib/money/format'
import { Sparkline } from '../charts/sparkline'
import { Amount } from '../ui/amount'
import { buttonClass } from '../ui/button-class'
import { InitialsTile } from '../ui/initials-tile'
import { PendingPill } from '../ui/pill'

/** A small piece of the app behind glass: to be looked at, so assistive technology passes over it. */
function Specimen({ children }: { children: ReactNode }) {
  return (
    <div
      aria-hidden="true"
      className="grid h-36 content-center rounded-card border border-line bg-card px-4 select-none"
    >
      {children}
    </div>
  )
}

export function ReconnectSpecimen() {
  const t = useTranslations('landing.specimen')
  return (
    <Specimen>
      <div className="rounded-control bg-amber-soft px-3 py-2.5 text-13">
        <p className="font-semibold">{t('asks')}</p>
        <p className="text-ink-2">{t('safe')}</p>
        <span className={buttonClass({ size: 'small', className: 'mt-2' })}>{t('reconnect')}</span>
      </div>
    </Specimen>
  )
}

export function PendingSpecimen() {
  const t = useTranslations('landing.specimen')
  const locale = useLocale()
  const money = (amount: string) => formatMoney({ amount, currency: 'USD' }, locale)
  return (
    <Specimen>
      <div className="flex h-15 items-center gap-2.5 border-b border-line-2 text-ink-2">
        <InitialsTile name={t('merchant')} />
        <div className="min-w-0">
          <p className="truncate">{t('merchant')}</p>
          <PendingPill>{t('pending')}</PendingPill>
        </div>
        <Amount className="ml-auto" quiet parts={money('-54')} />
      </div>
      <div className="flex h-15 items-center gap-2.5">
        <InitialsTile name={t('merchant')} />
        <div className="min-w-0">
          <p className="truncate">{t('merchant')}</p>
          <p className="flex items-center gap-1.5 text-13 text-ink-2">
            <NotebookPen className="size-3 shrink-0" strokeWidth={1.75} />
            <span className="truncate">{t('note')}</span>
          </p>
        </div>
        <div className="ml-auto text-right">
          <Amount parts={money('-64.8')} />
          <p className="text-12 whitespace-nowrap text-ink-2">{t('was', { amount: money('54').text })}</p>
        </div>
      </div>
    </Specimen>
  )
}

const HELD = [
  { currency: 'USD', amount: '22507.38', line: [18, 17, 20, 19, 18, 21, 20, 23, 22] },
  { currency: 'EUR', amount: '1084.5', line: [9, 12, 11, 13, 12, 12, 10, 13, 14] },
  { currency: 'BTC', amount: '0.70318', line: [5, 6, 5, 8, 6, 7, 9, 7, 8] },
]

export function CurrenciesSpecimen() {
  const locale = useLocale()
  return (
    <Specimen>
      <div className="divide-y divide-line-2">
        {HELD.map(({ currency, amount, line }) => (
          <div key={currency} className="flex h-10 items-center justify-between gap-3">
            <Sparkline values={line} className="w-20" />
            <Amount className="font-serif text-17" parts={formatMoney({ amount, currency }, locale)} />
          </div>
        ))}
      </div>
    </Specimen>
  )
}

export function OwnMachineSpecimen() {
  const t = useTranslations('landing.specimen')
  return (
    <Specimen>
      <p className="rounded-control bg-chip px-3 py-2 text-13">
        <code>
          <span className="text-ink-2">$ </span>npm run demo
        </code>
      </p>
      <ul className="mt-3 grid gap-1 text-13 text-ink-2">
        {[t('sealed'), t('imported')].map((line) => (
          <li key={line} className="flex items-center gap-2">
            <Check className="size-3.5 shrink-0 text-in" strokeWidth={2.25} />
            {line}
          </li>
        ))}
      </ul>
    </Specimen>
  )
}
