import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { isTimeZone } from '../calendar/calendar-date'
import { appClock } from '../clock'
import { TIME_ZONE_COOKIE } from './cookies'
import { LOCALE_COOKIE, languageOf, toLocale } from './locales'

/** A catalogue is read when somebody first asks for its language. */
const CATALOGUES = {
  en: () => import('./catalogue'),
  de: () => import('./catalogue-de'),
}

/** What language, zone and moment one request is answered in. The zone is the one the browser told us at sign-in. */
export default getRequestConfig(async () => {
  const [kept, asked] = await Promise.all([cookies(), headers()])
  const told = kept.get(TIME_ZONE_COOKIE)?.value
  const locale = toLocale(kept.get(LOCALE_COOKIE)?.value, asked.get('accept-language'))
  return {
    locale,
    messages: (await CATALOGUES[languageOf(locale)]()).default,
    timeZone: told !== undefined && isTimeZone(told) ? told : 'UTC',
    now: appClock.now(),
  }
})
