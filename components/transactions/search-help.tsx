import { CircleHelp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ListDrop } from './list-drop'

/** What can be typed, as it is typed: the operators are the same in every language. */
const OPERATORS = [
  ['amount', ['amount:>50', 'amount:10..20']],
  ['is', ['is:pending']],
  ['has', ['has:note', 'has:tag']],
  ['tag', ['tag:trip', '-tag:work']],
  ['category', ['category:groceries']],
  ['account', ['account:savings']],
  ['merchant', ['merchant:market']],
  ['currency', ['currency:EUR']],
  ['date', ['date:2026-03', 'date:2026-01..2026-03']],
  ['before', ['before:2026-03-01', 'after:2026']],
  ['or', ['coffee or tea', '(…)']],
  ['quotes', ['"corner shop"']],
] as const

/** The operators of the search box, for those who like them. */
export function SearchHelp() {
  const t = useTranslations('list.help')
  const bar = useTranslations('list.bar')
  return (
    <ListDrop
      label={t('title')}
      labelHidden
      title={t('title')}
      closeLabel={bar('close')}
      wide
      icon={<CircleHelp aria-hidden="true" className="size-4" strokeWidth={1.75} />}
    >
      <p className="pb-3 text-13 text-ink-2">{t('lead')}</p>
      <dl className="grid gap-2 text-13 sm:grid-cols-[auto_minmax(0,1fr)] sm:gap-x-4">
        {OPERATORS.map(([name, examples]) => (
          <div key={name} className="sm:contents">
            <dt className="flex flex-wrap items-start gap-1.5">
              {examples.map((example) => (
                <code key={example} className="rounded-[4px] bg-chip px-1.5 whitespace-nowrap">
                  {example}
                </code>
              ))}
            </dt>
            <dd className="text-ink-2">{t(name)}</dd>
          </div>
        ))}
      </dl>
    </ListDrop>
  )
}
