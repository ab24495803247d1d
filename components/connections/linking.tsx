import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { linkScriptSrc } from '@/lib/connections/link-script-src'
import { SLOT } from '@/lib/i18n/client-words'
import type { ButtonVariant } from '../ui/button'
import { LinkButton } from './link-button'
import { LinkProvider } from './link-provider'
import { type LinkWords, NOTICE_KINDS, type NoticeKind } from './link-words'

/** Stands around a page on which banks can be connected and reconnected: once, above all buttons that do it. */
export function Linking({ children }: { children: ReactNode }) {
  const t = useTranslations('link')
  const noticeWords = (kind: NoticeKind) => ({
    title: t(`notice.${kind}.title`, { name: SLOT }),
    body: t(`notice.${kind}.body`, { name: SLOT }),
  })
  const words: LinkWords = {
    preparing: t('preparing'),
    finishing: t('finishing'),
    tryAgain: t('tryAgain'),
    dismiss: t('dismiss'),
    reconnected: t('reconnected', { name: SLOT }),
    chosen: t('chosen', { name: SLOT }),
    duplicate: {
      title: t('duplicate.title'),
      body: t('duplicate.body', { name: SLOT }),
      other: t('duplicate.other'),
      reconnect: t('duplicate.reconnect'),
      another: t('duplicate.another'),
      cancel: t('duplicate.cancel'),
      adding: t('duplicate.adding'),
    },
    notices: Object.fromEntries(
      NOTICE_KINDS.map((kind) => [kind, noticeWords(kind)]),
    ) as LinkWords['notices'],
  }
  return (
    <LinkProvider words={words} scriptSrc={linkScriptSrc()}>
      {children}
    </LinkProvider>
  )
}

/** The button "Connect a bank". */
export function ConnectBank({ variant }: { variant?: ButtonVariant }) {
  const t = useTranslations('link')
  return (
    <LinkButton
      purpose={{ kind: 'connect' }}
      label={t('connect')}
      variant={variant}
      icon={<Plus aria-hidden="true" className="size-4" />}
    />
  )
}

/** For a connection that only a new one can follow: connects without asking whether it is there already. */
export function ConnectAnew({ variant }: { variant?: ButtonVariant }) {
  const t = useTranslations('link')
  return (
    <LinkButton
      purpose={{ kind: 'connect', anotherLogin: true }}
      label={t('connectAgain')}
      variant={variant}
    />
  )
}

/** Lets the person choose which accounts of a connection the bank shares; `urgent` where nothing else mends it. */
export function ChooseAccounts({
  itemId,
  name,
  urgent = false,
}: {
  itemId: string
  name: string
  urgent?: boolean
}) {
  const t = useTranslations('link')
  return (
    <LinkButton
      purpose={{ kind: 'reconnect', itemId, name, selectAccounts: true }}
      label={t('choose')}
      variant={urgent ? 'primary' : 'secondary'}
      size={urgent ? 'medium' : 'small'}
    />
  )
}

/** The button "Reconnect" of one connection. */
export function Reconnect({
  itemId,
  name,
  size,
}: {
  itemId: string
  name: string
  size?: 'small' | 'medium'
}) {
  const t = useTranslations('link')
  return <LinkButton purpose={{ kind: 'reconnect', itemId, name }} label={t('reconnect')} size={size} />
}
