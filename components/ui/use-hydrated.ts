import { useSyncExternalStore } from 'react'

const never = () => () => {}

/**
 * False until the page answers. What only a script can do stays shut till then, so that nothing is sent twice or asked
 * for in vain.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
