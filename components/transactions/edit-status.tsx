import { ErrorText } from '@/components/ui/error-text'
import type { PartState } from './edit-saving'

export interface StatusWords {
  saving: string
  saved: string
  undone: string
  undo: string
}

/**
 * What became of the last change of a field, at the field itself, with the way back.
 *
 * @param withError where the field above does not say itself what went wrong.
 */
export function EditStatus({
  part,
  words,
  withError = false,
}: {
  part: PartState
  words: StatusWords
  withError?: boolean
}) {
  const text = { saving: words.saving, saved: words.saved, undone: words.undone, failed: null }
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 empty:hidden">
        <p role="status" className="text-13 text-ink-2 empty:hidden">
          {part.state ? text[part.state] : null}
        </p>
        {part.undo ? (
          <button
            type="button"
            className="touch-target text-13 text-keel underline underline-offset-2 hover:text-ink"
            onClick={part.undo}
          >
            {words.undo}
          </button>
        ) : null}
      </div>
      {withError ? <ErrorText>{part.error}</ErrorText> : null}
    </>
  )
}
