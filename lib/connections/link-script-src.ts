import { linkStandInSrc } from '@/lib/plaid/link-stand-in-src'

/** Plaid asks that its script be loaded from here and nowhere else (plaid.com/docs/link/web). */
const PLAID_SCRIPT = 'https://cdn.plaid.com/link/v2/stable/link-initialize.js'

/** Where the script of Link is: Plaid's own, or that of its stand-in while Plaid is emulated. */
export function linkScriptSrc(): string {
  return linkStandInSrc() ?? PLAID_SCRIPT
}
