import { createTranslator } from 'next-intl'
import { languageOf, toLocale } from '@/lib/i18n/locales'
import { notificationHref } from './href'
import type { NewsBody } from './kinds'
import type { PushMessage } from './send-push'

const CATALOGUES = {
  en: () => import('@/lib/i18n/catalogue'),
  de: () => import('@/lib/i18n/catalogue-de'),
}

/** The words for messages in a browser's language; no request says which that is. */
export async function pushWords(language: string) {
  const locale = toLocale(language, null)
  const { default: messages } = await CATALOGUES[languageOf(locale)]()
  return createTranslator({ locale, messages, namespace: 'notifications' })
}

type PushWords = Awaited<ReturnType<typeof pushWords>>

/** What a screen that anybody may look at shows of something to tell: whom or what it is about, and no amount. */
export function pushMessage(notification: NewsBody & { id: string }, t: PushWords): PushMessage {
  const { id } = notification
  const href = notificationHref(notification)
  switch (notification.kind) {
    case 'connection':
    case 'accounts':
      return {
        id,
        href,
        title: t(`kinds.${notification.kind}.name`),
        body: notification.data.institutionName,
      }
    case 'large':
    case 'price':
    case 'missed':
    case 'due':
      return { id, href, title: t(`kinds.${notification.kind}.name`), body: notification.data.title }
    case 'balance':
      return { id, href, title: t('kinds.balance.name'), body: notification.data.accountName }
    case 'budget':
      return {
        id,
        href,
        title: t('kinds.budget.name'),
        body: t(notification.data.passed ? 'push.passed' : 'push.nearly'),
      }
  }
}

/** Several at once, as one. @param id of the latest. */
export function pushSummary(count: number, id: string, t: PushWords): PushMessage {
  return { id, href: '/notifications', title: t('push.several', { count }), body: t('push.open') }
}

/** What is sent to find out whether messages arrive. */
export function pushTest(t: PushWords): PushMessage {
  return { id: 'test', href: '/settings/notifications', title: t('push.test'), body: t('push.testBody') }
}
