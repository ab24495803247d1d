import { getTranslations } from 'next-intl/server'
import { Pill } from '@/components/ui/pill'
import { needsPerson } from '@/lib/bank/health'
import type { Connection } from '@/lib/connections/queries'

/** How the connection of some accounts is, where there is something to say; it leads to what can be done. */
export async function ConnectionState({ connection }: { connection: Connection }) {
  const t = await getTranslations('connections')
  const { health, loginChangedAt } = connection
  if (health === 'healthy' && !loginChangedAt) return null
  const isUrgent = needsPerson(health) || loginChangedAt !== null
  return (
    <Pill tone={isUrgent ? 'amber' : 'quiet'}>
      {health === 'healthy' ? t('otherLogin.state') : t(`state.${health}`)}
    </Pill>
  )
}
