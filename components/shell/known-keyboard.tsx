import { useTranslations } from 'next-intl'
import { SLOT } from '@/lib/i18n/client-words'
import { Keyboard } from './keyboard'
import { places } from './places'

/** The keyboard with its words. `apple`: whether shortcuts are held by ⌘. */
export function KnownKeyboard({ apple }: { apple: boolean }) {
  const t = useTranslations('shellMore')
  const shell = useTranslations('shell')
  return (
    <Keyboard
      apple={apple}
      places={places.map(({ name, href, key }) => ({ href, key, label: t(`places.${name}`) }))}
      words={{
        keyboard: {
          everywhere: t('shortcuts.everywhere'),
          go: t('shortcuts.go'),
          palette: t('shortcuts.palette'),
          pageSearch: t('shortcuts.pageSearch'),
          privacy: t('shortcuts.privacy'),
          help: t('shortcuts.help'),
        },
        palette: {
          title: t('palette.title'),
          close: shell('close'),
          placeholder: t('palette.placeholder'),
          nothing: t('palette.nothing'),
          loading: t('palette.loading'),
          failed: t('palette.failed'),
          go: t('palette.go'),
          actions: t('palette.actions'),
          accounts: t('palette.accounts'),
          categories: t('palette.categories'),
          merchants: t('palette.merchants'),
          transactions: t('palette.transactions'),
          searchTransactions: t('palette.searchTransactions', { text: SLOT }),
          showAmounts: t('palette.showAmounts'),
          hideAmounts: t('palette.hideAmounts'),
          hideWords: t('palette.hideWords'),
          themeLight: t('palette.themeLight'),
          themeDark: t('palette.themeDark'),
          themeSystem: t('palette.themeSystem'),
          themeWords: t('palette.themeWords'),
          connect: t('palette.connect'),
          connectWords: t('palette.connectWords'),
          help: t('keyboardHelp'),
          signOut: shell('signOut'),
          signOutWords: t('palette.signOutWords'),
          hints: t('palette.hints'),
        },
        help: {
          title: t('shortcuts.title'),
          lead: t('shortcuts.lead'),
          off: t('shortcuts.off'),
          andThen: t('shortcuts.then'),
          close: t('shortcuts.close'),
        },
      }}
    />
  )
}
