import { showUndoToast } from '@/components/ui/show-undo-toast'
import { type BudgetsBefore, restoreBudgets } from '@/lib/budgets/actions'

/** Says what was set or removed, with the way back. */
export function offerUndo(
  message: string,
  { before }: BudgetsBefore,
  words: { undo: string; undoFailed: string },
): void {
  void showUndoToast(message, {
    undo: {
      label: words.undo,
      failed: words.undoFailed,
      run: async () => {
        const restored = await restoreBudgets({ budgets: before })
        if (!restored.ok) throw new Error(restored.code)
      },
    },
  })
}
