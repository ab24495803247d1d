import { getInstallation } from '@/lib/operator/queries'
import { Card } from '../ui/card'
import { Skeleton, SkeletonGroup } from '../ui/skeleton'
import { Funnel } from './funnel'
import { DeadLetters, StuckWebhooks } from './given-up'
import { Schedule } from './schedule'
import { Keys, Tokens } from './secrets'
import { Healths, Troubles } from './state-tables'
import { Webhooks } from './webhooks'

/** How the installation is: first what is wrong with it, then what it does. */
export async function Operator() {
  const installation = await getInstallation()
  const { healths, troubles, deadLetters, stuckWebhooks, webhooks, funnel, keys, tokens } = installation
  return (
    <div className="grid gap-4">
      <Schedule installation={installation} />
      <Troubles troubles={troubles} />
      <DeadLetters letters={deadLetters} />
      <StuckWebhooks stuck={stuckWebhooks} />
      <div className="grid items-start gap-4 wide:grid-cols-2">
        <Healths healths={healths} />
        <Keys keys={keys} />
      </div>
      <Tokens tokens={tokens} />
      <Webhooks webhooks={webhooks} />
      <Funnel funnel={funnel} />
    </div>
  )
}

/** The cards that come. */
export function OperatorSkeleton({ label }: { label: string }) {
  return (
    <SkeletonGroup label={label} className="grid gap-4">
      {['h-24', 'h-16', 'h-16', 'h-40'].map((height, index) => (
        <Card key={`${height}-${index.toString()}`}>
          <Skeleton className="mb-4 h-6 w-44" />
          <Skeleton className={`w-full ${height}`} />
        </Card>
      ))}
    </SkeletonGroup>
  )
}
