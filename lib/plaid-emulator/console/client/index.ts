import { el } from '../../link/client/dom'
import { emulatorBase } from './address'
import { confirmInDialog } from './confirm'
import { type Desk, type View, type ViewName, viewNames } from './desk'
import { emulatorClient } from './emulator-client'
import { live } from './live'
import { filterLog } from './log-filter'
import { notices } from './notices'
import { shell } from './shell'
import { entriesOf, entryList } from './views/activity'
import { activityView } from './views/activity-view'
import { banksView } from './views/banks-view'
import { clockPanel } from './views/clock-panel'
import { connectView } from './views/connect-view'
import { faultsView } from './views/faults-view'
import { itemsView } from './views/items-view'
import { signIn } from './views/sign-in'
import { readPaths } from './wire'

const secretKey = 'plaid-emulator-control-secret'
const besideEntries = 14

const isViewName = (name: string): name is ViewName => viewNames.some((one) => one === name)
const chosenView = (): ViewName => {
  const name = location.hash.slice(1)
  return isViewName(name) ? name : 'items'
}

/** The secret of this tab. A browser that keeps nothing asks for it again. */
const kept = {
  read: () => {
    try {
      return sessionStorage.getItem(secretKey)
    } catch {
      return null
    }
  },
  write: (secret: string) => {
    try {
      sessionStorage.setItem(secretKey, secret)
    } catch {
      // It holds for as long as the page is open.
    }
  },
}

function begin(root: HTMLElement): void {
  const base = emulatorBase(location.href)
  const client = emulatorClient(base)
  client.setSecret(kept.read())
  const said = notices()
  const desk: Desk = {
    client,
    base,
    paths: readPaths(JSON.parse(document.getElementById('about')?.textContent ?? '{}')),
    tell: said.tell,
    confirm: confirmInDialog,
    perform: async (call, says) => {
      const outcome = await call
      if (outcome.kind === 'ok') said.tell(says(outcome.value))
      else said.tell(outcome.words, true)
      await watch.look()
      return outcome.kind === 'ok'
    },
  }
  const views: Record<ViewName, View> = {
    items: itemsView(desk),
    banks: banksView(desk),
    faults: faultsView(desk),
    activity: activityView(),
    connect: connectView(desk),
  }
  const clock = clockPanel(desk)
  const frame = shell(clock.element)
  const latest = entryList('Latest activity')
  const quiet = el('p', { class: 'nothing' }, 'Nothing has been asked for yet.')
  frame.aside.append(el('h2', {}, 'Latest activity'), quiet, latest.element)

  let current: ViewName | null = null
  let isInside = false
  const show = (name: ViewName, isByHand: boolean) => {
    current = name
    frame.show(name)
    frame.room.replaceChildren(views[name].element)
    frame.aside.hidden = name === 'activity'
    if (!isByHand) return
    frame.heading.focus({ preventScroll: true })
    scrollTo(0, 0)
    void watch.look()
  }

  const watch = live({
    client,
    wants: () => ({
      institutions: current === 'banks' || current === 'items',
      keys: current === 'connect',
    }),
    alongside: async () => {
      if (current !== null) await views[current].refresh?.()
    },
    onSight: (sight) => {
      if (!isInside) {
        isInside = true
        root.replaceChildren(frame.element, said.element)
        show(chosenView(), false)
      }
      clock.update(sight)
      frame.update(sight)
      for (const name of viewNames) views[name].update(sight)
      const entries = sight.log.kind === 'ok' ? entriesOf(filterLog(sight.log.value, '')) : []
      latest.update(entries.slice(0, besideEntries), Date.now())
      quiet.hidden = entries.length > 0
      if (sight.log.kind === 'missing') quiet.textContent = sight.log.words
    },
    onTrouble: (words) => {
      frame.trouble(words)
      if (words !== null && !isInside)
        root.replaceChildren(
          el('main', { class: 'door' }, el('h1', {}, 'Plaid emulator'), el('p', { role: 'status' }, words)),
        )
    },
    onLocked: () => {
      isInside = false
      const given = client.hasSecret()
      watch.stop()
      const door = signIn(given, async (secret) => {
        client.setSecret(secret)
        kept.write(secret)
        await watch.look()
        if (isInside) watch.start()
      })
      root.replaceChildren(door)
      document.title = 'Plaid emulator'
      door.querySelector('input')?.focus()
    },
  })
  addEventListener('hashchange', () => {
    if (isInside && chosenView() !== current) show(chosenView(), true)
  })
  watch.start()
}

const root = document.getElementById('console')
if (root !== null) begin(root)
