import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import { Pill } from '@/components/ui/pill'
import { Skeleton, SkeletonGroup } from '@/components/ui/skeleton'
import type { ListRow } from '@/lib/transactions/list-rows'
import type { OpenedWords } from './opened-words'

interface OpenedPlaceProps {
  /** Null where nothing is known of it. */
  row: ListRow | null
  words: OpenedWords
}

/** In the place of an opened transaction's fields and of what follows them, at their heights: what its row knows of those. */
export function OpenedPlace({ row, words }: OpenedPlaceProps) {
  const { category, title, tags, tagsHint, note, noteHint } = words.fields
  // Of a part it is the category of that part.
  const isCategoryKnown = row !== null && !row.part
  return (
    <div className="grid gap-6.5">
      <Box label={category}>{isCategoryKnown ? (row.category ?? words.noCategory) : null}</Box>
      <Box label={title}>{row?.title}</Box>
      <div className="grid gap-2">
        <Box label={tags} hint={tagsHint} />
        {row && row.tags.length > 0 ? (
          <p className="flex min-h-7 flex-wrap items-center gap-1.5">
            {row.tags.map((tag) => (
              <Pill key={tag}>{tag}</Pill>
            ))}
          </p>
        ) : null}
      </div>
      <Box label={note} hint={noteHint} several>
        {row?.note}
      </Box>
      <SkeletonGroup label={words.loading} className="grid gap-6.5">
        <Skeleton className="h-9 w-28" />
        <Skeleton className="h-9" />
        <Skeleton className="h-9" />
        <Skeleton className="h-48" />
      </SkeletonGroup>
    </div>
  )
}

/** Looks as its field will, and cannot be typed in yet. */
function Box({
  label,
  hint,
  several = false,
  children,
}: {
  label: string
  hint?: string
  several?: boolean
  children?: ReactNode
}) {
  return (
    <div className="grid gap-1.5">
      <p className="text-13 font-medium">{label}</p>
      <p
        className={cx(
          'overflow-hidden rounded-control border border-line px-3 text-14 pointer-coarse:text-[1rem]',
          several ? 'h-19.5 py-2' : 'flex h-9 items-center whitespace-nowrap pointer-coarse:h-11',
        )}
      >
        {children}
      </p>
      {hint ? <p className="text-13 text-ink-2">{hint}</p> : null}
    </div>
  )
}
