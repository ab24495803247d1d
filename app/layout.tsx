import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { clockAheadMs } from '@/lib/clock'
import { THEME_COOKIE, toTheme } from '@/lib/i18n/cookies'
import { PRIVACY_COOKIE, SHORTCUTS_COOKIE, toPrivacy, toShortcuts } from '@/lib/settings/preferences'
import { fontClasses } from './fonts'

const PAPER = { light: '#f7f6f2', dark: '#101419' }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common')
  return {
    title: { default: t('name'), template: `%s · ${t('name')}` },
    description: t('description'),
    applicationName: t('name'),
    referrer: 'same-origin',
    formatDetection: { telephone: false, date: false, address: false, email: false },
  }
}

export async function generateViewport(): Promise<Viewport> {
  const theme = toTheme((await cookies()).get(THEME_COOKIE)?.value)
  return {
    viewportFit: 'cover',
    themeColor:
      theme === 'system'
        ? [
            { media: '(prefers-color-scheme: light)', color: PAPER.light },
            { media: '(prefers-color-scheme: dark)', color: PAPER.dark },
          ]
        : PAPER[theme],
  }
}

/** The page around every page. It reads the request, so nothing is prerendered and every script gets its nonce. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [requestCookies, locale] = await Promise.all([cookies(), getLocale()])
  const theme = toTheme(requestCookies.get(THEME_COOKIE)?.value)

  return (
    <html
      lang={locale}
      className={fontClasses}
      data-theme={theme === 'system' ? undefined : theme}
      data-private={toPrivacy(requestCookies.get(PRIVACY_COOKIE)?.value) ? '' : undefined}
      data-shortcuts={toShortcuts(requestCookies.get(SHORTCUTS_COOKIE)?.value) ? undefined : 'off'}
      data-clock-ahead={clockAheadMs() || undefined}
    >
      <head>
        {/* Not with the viewport: Next writes that anew with every address, and all of the page would be styled again. */}
        <meta name="color-scheme" content={theme === 'system' ? 'light dark' : theme} />
      </head>
      <body>{children}</body>
    </html>
  )
}
