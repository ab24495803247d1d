import { getTranslations } from 'next-intl/server'
import { findDemoControls } from '@/lib/demo/queries'
import { SampleButton } from './sample-button'

/** "Try with sample data": there only where Plaid is emulated, so that it never reaches a real bank. */
export async function SampleData() {
  const [t, demo] = await Promise.all([getTranslations('dashboard.sample'), findDemoControls()])
  if (!demo) return null
  return (
    <SampleButton
      words={{
        action: t('action'),
        pending: t('pending'),
        failed: t('failed'),
        unreachable: t('unreachable'),
      }}
    />
  )
}
