import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Link } from '../ui/link'
import { LanguageChoice } from './language-choice'
import { Logo } from './logo'
import { MAIN_ID, SkipLink } from './skip-link'

/** What stands around the pages that everybody may see. */
export function PublicFrame({ children }: { children: ReactNode }) {
  const t = useTranslations('shell')
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink label={t('skip')} />
      <header className="mx-auto flex h-16 w-full max-w-page shrink-0 items-center px-4 sm:px-8">
        <Link href="/" className="touch-target rounded-control">
          <Logo name={t('name')} />
        </Link>
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="flex flex-1 flex-col outline-none">
        {children}
      </main>
      <footer className="mx-auto flex w-full max-w-page shrink-0 px-4 py-4 sm:px-8">
        <LanguageChoice small />
      </footer>
    </div>
  )
}
