import { FileUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Sparkline } from '@/components/charts/sparkline'
import { factsOfKind, kindOf } from '@/lib/accounts/manual-kinds'
import type { ListedAccount } from '@/lib/accounts/queries'
import { kindName } from '@/lib/i18n/account-kind'
import { Link } from '../ui/link'
import { BalanceText } from './balance-text'
import { accountHref, importHref } from './hrefs'

/** One account of the list; all of it leads to its page. */
export function AccountLine({ account, showsBank }: { account: ListedAccount; showsBank: boolean }) {
  const t = useTranslations('accounts')
  const { id, name, mask, type, subtype, institutionName, balance, currency, line } = account
  const kind = kindName(type, subtype, t)
  const manualKind = account.itemId === null ? kindOf(type, subtype) : null
  const takesFiles = manualKind !== null && !factsOfKind(manualKind).isValued
  return (
    <li className="relative -mx-2 flex min-h-14 items-center gap-4 rounded-control px-2 py-2 hover:bg-line-2/60 has-[a:focus-visible]:bg-line-2/60">
      <div className="min-w-0 grow">
        <p className="flex min-w-0 items-baseline gap-1.5">
          <Link href={accountHref(id)} className="truncate after:absolute after:inset-0">
            {name}
          </Link>
          {mask ? (
            <span data-public className="figures shrink-0 text-ink-2">
              <span aria-hidden="true">••{mask}</span>
              <span className="sr-only">{t('mask', { mask })}</span>
            </span>
          ) : null}
        </p>
        <p className="truncate text-13 text-ink-2">
          {showsBank && institutionName ? `${kind} · ${institutionName}` : kind}
        </p>
      </div>
      {takesFiles ? (
        <Link
          href={importHref(id)}
          aria-label={t('importInto', { name })}
          title={t('tasks.import')}
          className="touch-target relative z-1 grid size-8 shrink-0 place-items-center rounded-control text-ink-2 hover:bg-chip hover:text-ink"
        >
          <FileUp aria-hidden="true" className="size-4" strokeWidth={1.75} />
        </Link>
      ) : null}
      <Sparkline values={line} className="shrink-0 max-sm:hidden" />
      <p className="shrink-0 text-right sm:min-w-32">
        <BalanceText balance={balance} currency={currency} type={type} />
      </p>
    </li>
  )
}
