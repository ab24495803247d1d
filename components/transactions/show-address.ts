import type { Route } from 'next'

/**
 * Changes what is open without asking the server for the page again: the address is a new one, the page stays, and who
 * shows what is open follows the address.
 */
export function showAddress(href: Route): void {
  window.history.pushState(null, '', href)
}
