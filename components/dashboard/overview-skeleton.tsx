import { Card } from '../ui/card'
import { Skeleton, SkeletonGroup, SkeletonRows } from '../ui/skeleton'

const LATEST_ROWS = 8

/** The overview before it has come: as high as most of what comes. */
export function OverviewSkeleton({ label }: { label: string }) {
  return (
    <SkeletonGroup label={label} className="grid gap-4">
      <Card>
        <div className="flex justify-between">
          <Skeleton className="h-6 w-44" />
          <Skeleton className="h-7 w-40 max-sm:hidden" />
        </div>
        <Skeleton className="mt-4 h-4 w-60" />
        <Skeleton className="mt-2 h-10 w-52" />
        <Skeleton className="mt-12 h-52 sm:h-60" />
        <Skeleton className="mt-9 h-4 w-64" />
      </Card>
      <div className="grid gap-4 wide:grid-cols-2">
        {['flow', 'spending'].map((card) => (
          <Card key={card}>
            <Skeleton className="h-6 w-32" />
            <Skeleton className="mt-4 h-4 w-60" />
            <Skeleton className="mt-6 h-60" />
          </Card>
        ))}
      </div>
      <Card>
        <Skeleton className="h-6 w-20" />
        <div className="mt-4">
          <SkeletonRows count={LATEST_ROWS} />
        </div>
      </Card>
    </SkeletonGroup>
  )
}
