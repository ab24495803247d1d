/** Small and cached; if it has not come by now, something keeps it away. */
const WITHIN_MS = 20_000

/**
 * Loads Link's script and answers whether Link is there; at once when it is already. Each call after a failure loads it
 * afresh. react-plaid-link would load it too, but takes a script that came without its content (a blocker's empty one,
 * a hotel's sign-in page) for loaded until the page is reloaded; it is content with a script that stands there, so it
 * is given one that works.
 */
export async function loadLinkScript(src: string, withinMs = WITHIN_MS): Promise<boolean> {
  if (isThere()) return true
  const script = document.createElement('script')
  script.src = src
  script.async = true
  const loaded = await new Promise<boolean>((resolve) => {
    const late = setTimeout(() => resolve(false), withinMs)
    const settle = (arrived: boolean) => {
      clearTimeout(late)
      resolve(arrived)
    }
    script.addEventListener('load', () => settle(true), { once: true })
    script.addEventListener('error', () => settle(false), { once: true })
    document.body.append(script)
  })
  if (loaded && isThere()) return true
  script.remove()
  return false
}

/** The package's types promise it; until the script has run it is not so. */
function isThere(): boolean {
  return 'Plaid' in window && Boolean(window.Plaid)
}

/** What Link shows: the frame of Plaid's script, or the dialog of its stand-in. */
const SURFACE =
  'iframe[id^="plaid-link-iframe"], iframe[src^="https://cdn.plaid.com/"], [data-plaid-link-stand-in]'

/** Whether anything of Link stands in the page. */
export function isLinkShown(): boolean {
  return document.querySelector(SURFACE) !== null
}

/**
 * Tells when what Link shows has been taken out of the page, once it had been there. Link itself says how it ended
 * before or as it goes; whether it has is for the listener to know.
 *
 * @returns the way to stop.
 */
export function watchLink(onGone: () => void): () => void {
  let seen = isLinkShown()
  const watch = new MutationObserver(() => {
    const shown = isLinkShown()
    if (seen && !shown) onGone()
    seen = shown
  })
  watch.observe(document.body, { childList: true })
  return () => watch.disconnect()
}
