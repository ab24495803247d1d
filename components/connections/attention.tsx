import type { Route } from 'next'
import { getLocale, getNow, getTimeZone, getTranslations } from 'next-intl/server'
import { needsPerson } from '@/lib/bank/health'
import { type Connection, listConnections } from '@/lib/connections/queries'
import { Banner } from '../ui/banner'
import { ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { HEALTH_TONES, healthSentence } from './health-words'
import { Importing } from './importing'
import { hasRemedy, OtherLogin, Remedy } from './remedy'

/** A bank that does not answer is worth a line here once its data are older than this. */
const OLD_MS = 24 * 60 * 60_000

/** What needs the person, then what is under way. Nothing while all is well. */
export async function Attention() {
  const [connections, now] = await Promise.all([listConnections(), getNow()])
  const urgent = connections.filter(({ health }) => needsPerson(health))
  const quiet = connections.filter((connection) => isQuietTrouble(connection, now))
  const importing = connections.filter(({ health, busy }) => health === 'importing' && busy)
  const strange = connections.filter(({ health, loginChangedAt }) => loginChangedAt && !needsPerson(health))
  if (urgent.length + quiet.length + strange.length + importing.length === 0) return null

  return (
    <div className="mb-4 grid gap-3">
      {urgent.map((connection) => (
        <HealthBanner key={connection.itemId} connection={connection} urgent />
      ))}
      {quiet.map((connection) => (
        <HealthBanner key={connection.itemId} connection={connection} />
      ))}
      {strange.map((connection) => (
        <OtherLogin key={connection.itemId} connection={connection} />
      ))}
      {importing.map(({ itemId, title }) => (
        <Card key={itemId} aria-label={title}>
          <Importing itemId={itemId} name={title} />
        </Card>
      ))}
    </div>
  )
}

function isQuietTrouble({ health, lastSyncedAt }: Connection, now: Date): boolean {
  if (health === 'operator') return true
  if (health !== 'waiting' && health !== 'unknown') return false
  return lastSyncedAt === null || now.getTime() - lastSyncedAt.getTime() > OLD_MS
}

async function HealthBanner({ connection, urgent = false }: { connection: Connection; urgent?: boolean }) {
  const [t, codes, locale, now, timeZone] = await Promise.all([
    getTranslations('connections'),
    getTranslations('codes'),
    getLocale(),
    getNow(),
    getTimeZone(),
  ])
  const sentence = healthSentence(connection, t, { codes, now, locale, timeZone })
  if (!sentence) return null
  const alarming = HEALTH_TONES[connection.health] === 'alarm'
  return (
    <Banner
      role={urgent ? 'alert' : undefined}
      tone={urgent ? (alarming ? 'alarm' : 'amber') : 'calm'}
      title={sentence.title}
      action={
        hasRemedy(connection) ? (
          <span className="grid gap-2 sm:flex">
            <Remedy connection={connection} />
          </span>
        ) : (
          <ButtonLink href={`/connections/${connection.itemId}` as Route} variant="secondary">
            {t('see')}
          </ButtonLink>
        )
      }
    >
      {sentence.body}
    </Banner>
  )
}
