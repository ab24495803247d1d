import { Card } from './card'
import { Skeleton, SkeletonGroup } from './skeleton'

/** Cards as `SplitCard` to come, of these heights (`h-…`). @param label that they are being fetched. */
export function SplitCardsSkeleton({ label, heights }: { label: string; heights: readonly string[] }) {
  return (
    <SkeletonGroup label={label} className="grid gap-4">
      {heights.map((height) => (
        <Card key={height} className="grid gap-x-8 gap-y-4 wide:grid-cols-[18rem_minmax(0,1fr)]">
          <Skeleton className="h-6 w-28" />
          <Skeleton className={`w-full max-w-form ${height}`} />
        </Card>
      ))}
    </SkeletonGroup>
  )
}
