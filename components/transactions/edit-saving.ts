import { useState, useTransition } from 'react'
import { saveEdit } from '@/lib/transactions/edit-actions'
import type { EditProblem } from '@/lib/transactions/edit-schema'

/** What can be edited of a transaction, each saved by itself. */
export type EditPart =
  | 'flag'
  | 'reviewed'
  | 'category'
  | 'title'
  | 'day'
  | 'tags'
  | 'note'
  | 'transfer'
  | 'excluded'

export type EditErrors = Record<EditProblem | 'NOT_FOUND' | 'unreachable', string>

/** How one thing is written, and how it is taken back. */
export interface Saving {
  /** Sent as it is; what is left out stays. */
  change: Record<string, unknown>
  /** Shows again what was shown before: when it could not be saved, and when it is taken back. */
  takeBack: () => void
  /** What takes it back on the server; without it there is no way back. */
  undo?: Record<string, unknown>
  /** What comes once it is stored. */
  then?: () => void
}

interface Told {
  part: EditPart
  state: 'saving' | 'saved' | 'undone' | 'failed'
  error?: string
  undo?: Saving
}

/** What became of one part, as its field says it. */
export interface PartState {
  state: Told['state'] | null
  error: string | undefined
  /** Takes back what was saved last. */
  undo: (() => void) | null
}

/** Saves parts of what a person says of a transaction, and remembers what to say of the last of them. */
export function useSaving(transactionId: string, errors: EditErrors) {
  const [told, setTold] = useState<Told>()
  const [, startSaving] = useTransition()

  function send(part: EditPart, saving: Saving, whenSaved: Told): void {
    setTold({ part, state: 'saving' })
    startSaving(async () => {
      const error = await saveEdit({ transactionId, ...saving.change }).then(
        (result) => (result.ok ? undefined : errors[result.code]),
        () => errors.unreachable,
      )
      if (error !== undefined) {
        saving.takeBack()
        return setTold({ part, state: 'failed', error })
      }
      setTold(whenSaved)
      saving.then?.()
    })
  }

  return {
    save(part: EditPart, saving: Saving): void {
      send(part, saving, { part, state: 'saved', undo: saving })
    },
    refuse(part: EditPart, problem: EditProblem): void {
      setTold({ part, state: 'failed', error: errors[problem] })
    },
    forget(): void {
      setTold(undefined)
    },
    stateOf(part: EditPart): PartState {
      if (told?.part !== part) return { state: null, error: undefined, undo: null }
      const { state, error, undo: saved } = told
      const takeBack = saved?.undo && {
        change: saved.undo,
        takeBack: () => {},
      }
      return {
        state,
        error,
        undo:
          state === 'saved' && saved && takeBack
            ? () => {
                saved.takeBack()
                send(part, takeBack, { part, state: 'undone' })
              }
            : null,
      }
    },
  }
}
