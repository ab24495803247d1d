import type { Context } from '../context'
import { failure } from '../errors'
import { clockControl } from './clock'
import { institutionControl } from './institutions'
import { itemControl } from './items'
import { keysControl } from './keys'
import { logControl } from './log'
import type { ControlRoute } from './route'
import { rulesControl } from './rules'

const routes: readonly ControlRoute[] = [
  ...clockControl,
  ...itemControl,
  ...rulesControl,
  ...logControl,
  ...keysControl,
  ...institutionControl,
]

/**
 * The control plane: what somebody who runs the emulator, and no client of a bank, may do. `path` is what follows
 * `/emulator`, `body` what was sent: of a GET its query.
 */
export async function control(
  context: Context,
  method: string,
  path: string,
  body: unknown,
): Promise<object> {
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(path) : null
    if (match !== null) return route.answer(context, match.slice(1), body)
  }
  throw failure('INVALID_REQUEST', 'NOT_FOUND', `the emulator has no control ${method} ${path}`, {
    status: 404,
  })
}
