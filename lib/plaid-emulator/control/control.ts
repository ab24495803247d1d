import type { Context } from '../context'
import { failure } from '../errors'
import { clockControl } from './clock'
import { itemControl } from './items'
import type { ControlRoute } from './route'

const routes: readonly ControlRoute[] = [...clockControl, ...itemControl]

/**
 * The control plane: what somebody who runs the emulator, and no client of a bank, may do. `path` is what follows
 * `/emulator`.
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
