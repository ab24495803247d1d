import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Adrift } from './adrift'

/** Nothing at this address; what belongs to somebody else looks the same. */
export function NotFoundState({ homeHref, homeLabel }: { homeHref: Route; homeLabel: string }) {
  const t = useTranslations('errors')
  return (
    <div className="grid min-h-[70dvh] place-content-center">
      <EmptyState
        level={1}
        title={t('notFoundTitle')}
        picture={<Adrift />}
        action={
          <ButtonLink href={homeHref} variant="secondary">
            {homeLabel}
          </ButtonLink>
        }
      >
        {t('notFoundBody')}
      </EmptyState>
    </div>
  )
}
