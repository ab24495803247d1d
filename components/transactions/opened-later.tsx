'use client'

import dynamic from 'next/dynamic'

const loadSheet = () => import('@/components/ui/sheet').then((loaded) => loaded.UrlSheet)
const loadForm = () => import('./edit-form').then((loaded) => loaded.EditForm)

// Most visits to the list open nothing, and what lies over the page is never drawn by the server.
export const OpenedSheet = dynamic(
  () => {
    // Side by side: the sheet is of no use without what stands in it.
    loadForm().catch(() => {})
    return loadSheet()
  },
  { ssr: false },
)

export const OpenedForm = dynamic(loadForm, { ssr: false })

/** Fetches what an opened transaction is shown with, when it looks as if one will be. */
export function prepareOpened(): void {
  loadSheet().catch(() => {})
  loadForm().catch(() => {})
}
