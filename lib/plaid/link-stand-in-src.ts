import { env } from '@/lib/env'
import { EMULATOR_PREFIX } from './emulator-prefix'

/** The script that takes the place of Plaid's Link while Plaid is emulated; null when Plaid is real. */
export function linkStandInSrc(): string | null {
  return env().plaidEnv === 'emulator' ? `${EMULATOR_PREFIX}/link-stand-in.js` : null
}
