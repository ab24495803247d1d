import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { isTimeZone } from '../calendar/calendar-date'
import { appClock } from '../clock'
import messages from './catalogue'
import { TIME_ZONE_COOKIE } from './cookies'

/** What language, zone and moment one request is answered in. The zone is the one the browser told us at sign-in. */
export default getRequestConfig(async () => {
  const told = (await cookies()).get(TIME_ZONE_COOKIE)?.value
  return {
    locale: 'en',
    messages,
    timeZone: told !== undefined && isTimeZone(told) ? told : 'UTC',
    now: appClock.now(),
  }
})
