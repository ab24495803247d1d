import { headers } from 'next/headers'
import { useTranslations } from 'next-intl'
import { use } from 'react'
import { isApple } from './is-apple'
import { keyCaps } from './key-sequence'
import { PaletteButton } from './palette-button'

/** "Search or jump to", with the keys that do the same on this keyboard. */
export function SearchButton() {
  const t = useTranslations('shellMore')
  const apple = isApple(use(headers()).get('user-agent'))
  return <PaletteButton label={t('search')} caps={keyCaps('Mod+k', apple).flat()} />
}
