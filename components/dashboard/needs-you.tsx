import { CalendarX2, Gauge, ListChecks, type LucideIcon, TrendingUp } from 'lucide-react'
import type { Route } from 'next'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { budgetsHref } from '@/lib/budgets/search'
import type { Overview } from '@/lib/dashboard/queries'
import { moneyText } from '@/lib/money/format'
import { exact, plain } from '@/lib/money/money'
import { streamHref } from '@/lib/recurring/schema'
import { entriesHref } from '@/lib/transactions/schema'
import { dayLabel } from '../charts/waterline-scale'
import { Link } from '../ui/link'
import { type Need, needsOf } from './needs'

/** As many as fit without pushing the balances away; the others open under them. */
const SHOWN = 4

const ICONS: Readonly<Record<Need['kind'], LucideIcon>> = {
  missed: CalendarX2,
  price: TrendingUp,
  budget: Gauge,
  review: ListChecks,
}

/** What a person may want to look at, beside the connections that say so themselves. Nothing while all is well. */
export function NeedsYou({ overview }: { overview: Overview }) {
  const t = useTranslations('dashboard.needs')
  const needs = needsOf(overview)
  if (needs.length === 0) return null
  const shown = needs.length > SHOWN + 1 ? needs.slice(0, SHOWN) : needs
  const rest = needs.slice(shown.length)
  const list = 'flex flex-wrap gap-2'
  return (
    <nav aria-label={t('label')}>
      <ul className={list}>
        {shown.map((need) => (
          <NeedLink key={need.id} need={need} overview={overview} />
        ))}
      </ul>
      {rest.length > 0 ? (
        <details className="mt-2">
          <summary
            aria-label={t('moreName')}
            className="touch-target w-fit cursor-pointer text-13 text-ink-2 hover:text-ink"
          >
            {t('more', { count: rest.length })}
          </summary>
          <ul className={`${list} mt-2`}>
            {rest.map((need) => (
              <NeedLink key={need.id} need={need} overview={overview} />
            ))}
          </ul>
        </details>
      ) : null}
    </nav>
  )
}

function NeedLink({ need, overview }: { need: Need; overview: Overview }) {
  const Icon = ICONS[need.kind]
  const { href, text } = useNeed(need, overview)
  return (
    <li className="min-w-0">
      <Link
        href={href}
        className="flex min-h-9 items-center gap-2 rounded-control border border-line bg-card px-3 py-1.5 hover:bg-line-2/60 pointer-coarse:min-h-11"
      >
        <Icon
          aria-hidden="true"
          className={`size-4 shrink-0 ${need.kind === 'review' ? 'text-ink-2' : 'text-amber'}`}
          strokeWidth={1.75}
        />
        <span>{text}</span>
      </Link>
    </li>
  )
}

/** Where a need leads, and how it is said. */
function useNeed(need: Need, { unreviewed, categories }: Overview): { href: Route; text: ReactNode } {
  const t = useTranslations('dashboard.needs')
  const locale = useLocale()
  const m = (words: ReactNode) => <span className="figures money">{words}</span>
  if (need.kind === 'review') {
    return {
      href: entriesHref({ state: 'posted', review: 'open', from: unreviewed.from }),
      text: t('review', { count: need.count }),
    }
  }
  if (need.kind === 'budget') {
    const { category, currency, month, limit, spent } = need.news
    const left = exact(limit).minus(spent)
    const amount = moneyText({ amount: plain(left.abs()), currency }, locale)
    return {
      href: budgetsHref({ month, currency }, category),
      text: t.rich(left.isNegative() ? 'over' : 'nearly', {
        category: categories.nameOf(category) ?? category,
        amount,
        m,
      }),
    }
  }
  const { news } = need
  const href = streamHref(news.streamId)
  if (news.news === 'missed')
    return { href, text: t('missed', { title: news.title, day: dayLabel(news.day, locale, false) }) }
  const size = (money: typeof news.before) => moneyText(money, locale, { sign: 'never' })
  const isCost = exact(news.after.amount).isNegative()
  return {
    href,
    text: t.rich(isCost && news.isRise ? 'rise' : 'less', {
      m,
      title: news.title,
      before: size(news.before),
      after: size(news.after),
    }),
  }
}
