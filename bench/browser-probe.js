// Runs in the page that is measured, before anything of its own does: what the browser tells of itself, and when
// something that is waited for has been painted.
{
  const probe = { lcpMs: 0, largest: '', shift: 0, shifted: [], longestTaskMs: 0, longestInteractionMs: 0 }
  let keyAt = 0
  let pressAt = 0
  let pressed = null

  const observe = (type, take, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
      ...more,
    })
  const named = (node) =>
    node instanceof Element
      ? `<${node.localName} class="${node.getAttribute('class') ?? ''}"> ${node.textContent?.slice(0, 40)}`
      : String(node?.textContent)
  observe('largest-contentful-paint', ({ startTime, element }) => {
    probe.lcpMs = startTime
    probe.largest = named(element)
  })
  observe('layout-shift', ({ value, hadRecentInput, sources }) => {
    if (hadRecentInput) return
    probe.shift += value
    probe.shifted.push(...sources.map(({ node }) => named(node)))
  })
  observe('longtask', ({ duration }) => {
    probe.longestTaskMs = Math.max(probe.longestTaskMs, duration)
  })
  observe(
    'event',
    ({ duration, interactionId }) => {
      if (interactionId) probe.longestInteractionMs = Math.max(probe.longestInteractionMs, duration)
    },
    { durationThreshold: 16 },
  )
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      keyAt = timeStamp
    },
    true,
  )
  addEventListener(
    'pointerdown',
    ({ timeStamp, target }) => {
      pressAt = timeStamp
      pressed = target.closest('tr')
    },
    true,
  )

  const LONGEST_WAIT_MS = 20_000

  // What a frame's callback sees is painted with that frame; a message that it sends is read after that.
  const painted = (isThere) =>
    new Promise((resolve, reject) => {
      const from = performance.now()
      const look = () => {
        if (!isThere()) {
          if (performance.now() - from < LONGEST_WAIT_MS) requestAnimationFrame(look)
          else reject(new Error('What was waited for has not come'))
          return
        }
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now())
        port2.postMessage(null)
      }
      requestAnimationFrame(look)
    })

  /** From the last key to the rows that a search finds. The address changes together with them. */
  probe.search = async (text) =>
    (await painted(() => new URLSearchParams(location.search).get('q') === text)) - keyAt
  /** Whether a dialog says the name and the amount of the row that was pressed. */
  const isOpened = () => {
    const known = [pressed?.querySelector('a'), pressed?.querySelector('td:last-child > :last-child')]
    return [...document.querySelectorAll('[role=dialog]')].some((dialog) =>
      known.every((one) => one && dialog.textContent.includes(one.textContent)),
    )
  }
  /** From pressing on a row to what the row knows, opened; and to all that there is to it, which ends with its history. */
  probe.row = async () => {
    const opened = painted(isOpened)
    const whole = painted(() => document.querySelector('#transaction-history') !== null)
    return { openedMs: (await opened) - pressAt, wholeMs: (await whole) - pressAt }
  }
  probe.reset = () => {
    probe.longestTaskMs = 0
    probe.longestInteractionMs = 0
  }
  window.benchProbe = probe
}
