import { Check } from 'lucide-react'
import type { Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { type FirstStep, findFirstSteps } from '@/lib/dashboard/first-steps'
import { entriesHref } from '@/lib/transactions/schema'
import { Card, CardHeader } from '../ui/card'
import { cx } from '../ui/cx'
import { Link } from '../ui/link'
import { PutAway } from './put-away'

const HREFS: Readonly<Record<FirstStep['name'], Route>> = {
  connect: '/connections',
  review: entriesHref({ review: 'open' }),
  budget: '/budgets' as Route,
  rule: '/rules' as Route,
}

/** What one does first, with what is done of it; gone when all is, or when the person has put it away. */
export async function FirstSteps() {
  const [t, steps] = await Promise.all([getTranslations('dashboard.steps'), findFirstSteps()])
  if (!steps) return null
  const done = steps.filter((step) => step.done).length
  return (
    <Card aria-labelledby="first-steps" className="mb-4">
      <CardHeader
        id="first-steps"
        title={t('title')}
        description={t('progress', { done, total: steps.length })}
        className="mb-2"
        actions={<PutAway words={{ action: t('putAway'), pending: t('puttingAway'), failed: t('failed') }} />}
      />
      <ol className="grid gap-x-8 sm:grid-cols-2">
        {steps.map((step) => (
          <li key={step.name} className="flex min-h-10 items-center gap-3 pointer-coarse:min-h-11">
            <span
              aria-hidden="true"
              className={cx(
                'grid size-5 shrink-0 place-items-center rounded-full border',
                step.done ? 'border-keel bg-keel-soft text-keel' : 'border-edge',
              )}
            >
              {step.done ? <Check className="size-3.5" strokeWidth={2.25} /> : null}
            </span>
            {step.done ? (
              <span className="text-ink-2">
                <span className="sr-only">{t('doneMark')}: </span>
                {t(step.name)}
              </span>
            ) : (
              <Link
                href={HREFS[step.name]}
                className="touch-target rounded-control underline decoration-line underline-offset-4 hover:decoration-ink-3"
              >
                {t(step.name)}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}
