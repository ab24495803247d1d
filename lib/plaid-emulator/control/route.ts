import type { Context } from '../context'

/** A call of the control plane: its method, its path after `/emulator`, and what it does. */
export interface ControlRoute {
  method: 'GET' | 'POST' | 'DELETE'
  /** The groups are handed over in order. */
  path: RegExp
  answer(context: Context, groups: readonly string[], body: unknown): Promise<object>
}
