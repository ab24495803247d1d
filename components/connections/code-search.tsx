import { Search } from 'lucide-react'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '../ui/button'
import { Field } from '../ui/field'

/** A plain form: what is looked up stands in the address, and can be sent to somebody. */
export function CodeSearch({ text, count }: { text: string; count: number }) {
  const t = useTranslations('codes')
  return (
    <search aria-label={t('search')} className="mb-4 grid gap-2">
      <form action="/connections/codes" className="flex flex-wrap items-start gap-2">
        <Field
          key={text}
          label={t('search')}
          labelHidden
          data-page-search
          name="q"
          type="text"
          enterKeyHint="search"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={100}
          placeholder={t('searchHint')}
          defaultValue={text}
          className="min-w-0 grow basis-60"
          trailing={<Search aria-hidden="true" className="mr-2 size-4 text-ink-2" strokeWidth={1.75} />}
        />
        <Button type="submit" variant="secondary">
          {t('find')}
        </Button>
        {text === '' ? null : (
          <ButtonLink href={'/connections/codes' as Route} variant="quiet">
            {t('all')}
          </ButtonLink>
        )}
      </form>
      <p role="status" className="text-13 text-ink-2 empty:hidden">
        {text === '' ? null : t('found', { count, text })}
        {text !== '' && count === 0 ? ` ${t('notFound')}` : null}
      </p>
    </search>
  )
}
