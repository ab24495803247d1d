'use client'

import { useState, useTransition } from 'react'
import { SLOT } from '@/lib/i18n/client-words'
import { addDevice } from '@/lib/notifications/actions'
import { Button } from '../ui/button'
import { ErrorText } from '../ui/error-text'
import { useHydrated } from '../ui/use-hydrated'
import { deviceName } from './device-name'
import { forgetSubscription, keepDevice, useKnownDevice } from './known-device'

interface PushHereProps {
  publicKey: string
  /** Those that the server knows. */
  deviceIds: readonly string[]
  words: {
    here: string
    asking: string
    unsupported: string
    blocked: string
    failed: string
    full: string
    device: string
    deviceAny: string
  }
}

const canBeTold = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** Has the browser ask whether it may show messages, and then its push service for an address. */
async function subscribe(publicKey: string): Promise<PushSubscription> {
  await navigator.serviceWorker.register('/push-worker.js', { scope: '/' })
  // An address of before may belong to another person's sign-in here.
  await forgetSubscription()
  const registration = await navigator.serviceWorker.ready
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
}

/** Asks this browser, and only when it is pressed. */
export function PushHere({ publicKey, deviceIds, words }: PushHereProps) {
  const hydrated = useHydrated()
  const known = useKnownDevice()
  const [sending, startSending] = useTransition()
  const [problem, setProblem] = useState<string>()
  if (hydrated && known !== null && deviceIds.includes(known)) return null

  async function ask(): Promise<string | undefined> {
    if ((await Notification.requestPermission()) !== 'granted') return words.blocked
    const { endpoint, keys } = (await subscribe(publicKey)).toJSON()
    const name = deviceName(navigator.userAgent)
    const device = name
      ? words.device.replace(`${SLOT}${SLOT}`, name.system).replace(SLOT, name.browser)
      : words.deviceAny
    const added = await addDevice({ endpoint, p256dh: keys?.p256dh, auth: keys?.auth, device })
    if (added.ok) {
      keepDevice(added.value.id)
      return undefined
    }
    await forgetSubscription()
    return added.code === 'FULL' ? words.full : words.failed
  }

  if (hydrated && !canBeTold()) return <p className="text-ink-2">{words.unsupported}</p>
  return (
    <div className="grid justify-items-start gap-2">
      <Button
        variant="secondary"
        disabled={!hydrated}
        pending={sending}
        pendingLabel={words.asking}
        onClick={() =>
          startSending(async () => {
            setProblem(undefined)
            setProblem(await ask().catch(() => words.failed))
          })
        }
      >
        {words.here}
      </Button>
      <ErrorText>{problem}</ErrorText>
    </div>
  )
}
