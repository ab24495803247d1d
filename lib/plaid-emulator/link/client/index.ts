import type { Plaid } from 'react-plaid-link'
import { createEmbeddedLink, createLink, type LinkEnvironment } from './create-link'

/**
 * The script of the page. It stands in for the one from Plaid's CDN, and is served in emulator mode only.
 *
 * react-plaid-link takes `window.Plaid` for ready when it finds a script element with the CDN's address, and would
 * load that script otherwise. The element put here is of a type that no browser fetches or runs, so the package is
 * content, unmodified, and no request leaves the machine. It is put there by script: the package moves it, which
 * an element that React had rendered would not survive.
 */
const marker = 'https://cdn.plaid.com/link/v2/stable/link-initialize.js'

const script = document.currentScript
const environment: LinkEnvironment = {
  base: new URL('.', script instanceof HTMLScriptElement ? script.src : document.baseURI).href,
  fetch: window.fetch.bind(window),
  now: () => new Date(),
  browser: {
    open: (url) => window.open(url, '_blank', 'popup,width=480,height=760'),
    leaveFor: (url) => location.assign(url),
    whenBack(listener) {
      const shown = (event: PageTransitionEvent) => {
        if (event.persisted) listener()
      }
      addEventListener('pageshow', shown)
      return () => removeEventListener('pageshow', shown)
    },
  },
}

const plaid: Plaid = {
  create: (config) => createLink(config, environment),
  createEmbedded: (config, target) => createEmbeddedLink(config, target, environment),
}

if (!document.querySelector(`script[src="${marker}"]`)) {
  window.Plaid = plaid
  const element = document.createElement('script')
  element.type = 'text/plain'
  element.src = marker
  const parent = document.head ?? document.documentElement
  parent.append(element)
}
