'use client'

import './globals.css'
import { errorDigest } from '@/components/shell/error-digest'
import { buttonClass } from '@/components/ui/button-class'
import { errorLanguage, errorWords } from '@/lib/i18n/error-words'
import { fontClasses } from './fonts'

/** The last resort: the page around every page failed, so this one brings its own, and asks for nothing. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const language = errorLanguage()
  const words = errorWords(language)
  const digest = errorDigest(error)
  return (
    <html lang={language} className={fontClasses}>
      <head>
        <title>{words.pageTitle}</title>
      </head>
      <body>
        <main
          role="alert"
          className="grid min-h-dvh place-content-center justify-items-center gap-2 px-4 text-center"
        >
          <h1 className="text-21">{words.pageTitle}</h1>
          <p className="max-w-prose text-ink-2">{words.pageBody}</p>
          {digest ? (
            <p className="figures text-13 text-ink-2">{words.reference.replace('{digest}', digest)}</p>
          ) : null}
          <button type="button" onClick={retry} className={buttonClass({ className: 'mt-4' })}>
            {words.retry}
          </button>
        </main>
      </body>
    </html>
  )
}
