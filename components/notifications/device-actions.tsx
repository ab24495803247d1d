'use client'

import { useState, useTransition } from 'react'
import { removeDevice, sendTest } from '@/lib/notifications/actions'
import { Button } from '../ui/button'
import { showToast } from '../ui/show-toast'
import { useHydrated } from '../ui/use-hydrated'
import { forgetSubscription, keepDevice, useKnownDevice } from './known-device'

interface DeviceActionsProps {
  id: string
  canTest: boolean
  words: {
    test: string
    testName: string
    testing: string
    sent: string
    failed: string
    gone: string
    remove: string
    removeName: string
    removing: string
    removeFailed: string
  }
}

/** Finds out whether a browser is told, and takes it away. */
export function DeviceActions({ id, canTest, words }: DeviceActionsProps) {
  const hydrated = useHydrated()
  const known = useKnownDevice()
  const [working, startWorking] = useTransition()
  const [doing, setDoing] = useState<'test' | 'remove'>()

  function test() {
    setDoing('test')
    startWorking(async () => {
      const done = await sendTest({ id }).catch(() => null)
      await showToast(done?.ok ? words.sent : done?.code === 'GONE' ? words.gone : words.failed)
    })
  }

  function remove() {
    setDoing('remove')
    startWorking(async () => {
      const done = await removeDevice({ id }).catch(() => null)
      if (!done?.ok) return showToast(words.removeFailed)
      if (known !== id) return
      keepDevice(null)
      await forgetSubscription().catch(() => {})
    })
  }

  return (
    <div className="flex flex-wrap gap-2">
      {canTest ? (
        <Button
          variant="secondary"
          size="small"
          aria-label={words.testName}
          disabled={!hydrated || working}
          pending={working && doing === 'test'}
          pendingLabel={words.testing}
          onClick={test}
        >
          {words.test}
        </Button>
      ) : null}
      <Button
        variant="quiet"
        size="small"
        aria-label={words.removeName}
        disabled={!hydrated || working}
        pending={working && doing === 'remove'}
        pendingLabel={words.removing}
        onClick={remove}
      >
        {words.remove}
      </Button>
    </div>
  )
}
