import type { ExternalToast } from 'sonner'

/**
 * Shows a toast in the place that the root layout has for them. The library is asked for when it is needed: it is on
 * the page with that place already, and a second static import would send it twice.
 */
export async function showToast(title: string, options: ExternalToast = {}): Promise<void> {
  const { toast } = await import('sonner')
  toast(title, options)
}
