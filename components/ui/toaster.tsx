'use client'

import dynamic from 'next/dynamic'
import { useSyncExternalStore } from 'react'
import { areToastsWanted, subscribeToToasts } from './toasts-wanted'

/** Nobody is told anything before they have done something, so the library comes with the first touch of the page. */
const Sonner = dynamic(() => import('sonner').then((loaded) => loaded.Toaster), { ssr: false })

/** Where toasts appear. Only for what was done elsewhere; errors are shown in their place. */
export function Toaster({ label, closeLabel }: { label: string; closeLabel: string }) {
  const wanted = useSyncExternalStore(subscribeToToasts, areToastsWanted, () => false)
  if (!wanted) return null
  return (
    <Sonner
      position="bottom-right"
      style={{ fontFamily: 'inherit' }}
      containerAriaLabel={label}
      mobileOffset={{ bottom: 'calc(72px + env(safe-area-inset-bottom))' }}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: closeLabel,
        classNames: {
          toast:
            'pointer-events-auto flex w-(--width) items-center gap-3 rounded-card border border-line bg-card px-4 py-3 text-14 text-ink',
          title: 'font-medium',
          description: 'text-13 text-ink-2',
          content: 'min-w-0 flex-1',
          actionButton:
            'h-8 shrink-0 rounded-control bg-ink px-3 text-13 font-semibold text-card pointer-coarse:h-11',
          error: 'border-alarm/40',
        },
      }}
    />
  )
}
