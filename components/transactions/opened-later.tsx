'use client'

import dynamic from 'next/dynamic'

const loadContent = () => import('./opened-content').then((loaded) => loaded.OpenedContent)
const loadForm = () => import('./edit-form').then((loaded) => loaded.EditForm)

// Most visits to the list open nothing, and what lies over the page is never drawn by the server.
export const OpenedContent = dynamic(
  () => {
    // Side by side: what is opened is hardly of use without its form.
    loadForm().catch(() => {})
    return loadContent()
  },
  { ssr: false },
)

export const OpenedForm = dynamic(loadForm, { ssr: false })

/** Fetches what an opened transaction is shown with, when it looks as if one will be. */
export function prepareOpened(): void {
  loadContent().catch(() => {})
  loadForm().catch(() => {})
}
