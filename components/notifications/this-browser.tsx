'use client'

import type { ReactNode } from 'react'
import { Pill } from '../ui/pill'
import { useKnownDevice } from './known-device'

/** Stands beside the browser that one is looking from. */
export function ThisBrowser({ deviceId, children }: { deviceId: string; children: ReactNode }) {
  return useKnownDevice() === deviceId ? <Pill tone="keel">{children}</Pill> : null
}
