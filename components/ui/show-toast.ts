import type { ExternalToast } from 'sonner'
import { wantToasts } from './toasts-wanted'

/**
 * Shows a toast in the place that the root layout has for them. The library is asked for when it is needed: mostly it
 * is on the page with that place already, and a second static import would send it twice.
 */
export async function showToast(title: string, options: ExternalToast = {}): Promise<void> {
  wantToasts()
  const { toast } = await import('sonner')
  toast(title, options)
}
