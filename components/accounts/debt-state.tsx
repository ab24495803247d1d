import type { Route } from 'next'
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import { getDebtState } from '@/lib/investments/debt-state'
import { Link } from '../ui/link'

/**
 * Why there is nothing of a debt's rate and due date, or nothing new. That a bank tells neither is a state, and no error.
 *
 * @param told whether something of it was stored before.
 */
export async function DebtState({ itemId, bank, told }: { itemId: string; bank: string; told: boolean }) {
  const [t, locale, timeZone, debt] = await Promise.all([
    getTranslations('investments'),
    getLocale(),
    getTimeZone(),
    getDebtState(itemId),
  ])
  if (debt.state === 'ready' && told) return null
  const state = debt.state === 'ready' ? 'absent' : debt.state
  const words = state === 'failed' && !told ? 'failedNever' : state
  const stored = told && debt.storedAt
  const moment = dateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone })
  return (
    <p className="mt-2 text-13 text-ink-2">
      {t(`debt.${words}`, { bank, code: debt.code ?? '' })}
      {stored ? ` ${t('storedOn', { moment: moment.format(stored) })}` : null}
      {state === 'consent' ? (
        <>
          {' '}
          <Link
            href={`/connections/${itemId}` as Route}
            className="touch-target underline decoration-line underline-offset-4 hover:decoration-current"
          >
            {t('toReconnect')}
          </Link>
        </>
      ) : null}
    </p>
  )
}
