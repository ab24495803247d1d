import { showToast } from './show-toast'

/** Long enough to read it and to reach for the button. */
const UNDO_MS = 10_000

export interface Undo {
  /** On the button: "Undo". */
  label: string
  run: () => void | Promise<void>
  /** Said when it could not be taken back: when `run` throws. */
  failed: string
}

/** Says what was done elsewhere on the page, with a button that takes it back. */
export async function showUndoToast(message: string, { undo }: { undo: Undo }): Promise<void> {
  await showToast(message, {
    duration: UNDO_MS,
    action: {
      label: undo.label,
      onClick: () => {
        void takeBack(undo)
      },
    },
  })
}

async function takeBack({ run, failed }: Undo): Promise<void> {
  try {
    await run()
  } catch {
    await showToast(failed)
  }
}
