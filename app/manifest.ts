import type { MetadataRoute } from 'next'
import { getTranslations } from 'next-intl/server'

/** The colour of paper, in the light: what stands on the screen before the first page is drawn. */
const PAPER = '#f7f6f2'

/** What a phone or a desk needs to know to keep Evenkeel among its apps. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const [common, t] = await Promise.all([getTranslations('common'), getTranslations('account.manifest')])
  return {
    id: '/',
    name: common('name'),
    short_name: common('name'),
    description: common('description'),
    start_url: '/dashboard',
    scope: '/',
    display: 'standalone',
    background_color: PAPER,
    theme_color: PAPER,
    categories: ['finance'],
    icons: [
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: '/icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    ],
    shortcuts: [
      { name: t('transactions'), url: '/transactions' },
      { name: t('connections'), url: '/connections' },
    ],
  }
}
