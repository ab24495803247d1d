import { Card } from '../ui/card'
import { Skeleton, SkeletonGroup } from '../ui/skeleton'

/** The two cards of the page before they have come. */
export function RatesSkeleton({ label }: { label: string }) {
  return (
    <SkeletonGroup label={label} className="grid gap-4">
      {['entered', 'imported'].map((card) => (
        <Card key={card}>
          <Skeleton className="h-6 w-44" />
          <Skeleton className="mt-3 h-4 w-72 max-w-full" />
          <Skeleton className="mt-6 h-9" />
          <Skeleton className="mt-6 h-9 w-32" />
        </Card>
      ))}
    </SkeletonGroup>
  )
}
