import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** False until the page answers. A form that is sent by script stays shut till then, so that nothing is sent twice. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
