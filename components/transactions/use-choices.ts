import { useRef, useState } from 'react'
import type { ListChoices } from '@/lib/transactions/queries'

async function load(query: string): Promise<ListChoices> {
  const response = await fetch(`/api/transactions/choices?${query}`, { cache: 'no-store' })
  if (!response.ok) throw new Error(String(response.status))
  return response.json()
}

interface AskedChoices {
  /** Null until somebody has asked and was answered. What was there before stays until something newer has come. */
  choices: ListChoices | null
  /** No answer came to who asked last. */
  failed: boolean
  /** Has them there for the list as it is now. @returns whether they came. */
  prepare: () => Promise<boolean>
  /** The same, also where there are some: what is offered may have changed since. */
  refresh: () => Promise<boolean>
}

/**
 * What the list offers to choose from: nothing until somebody is about to choose, which most visits never are.
 *
 * @param query the address's, of the list.
 */
export function useChoices(query: string): AskedChoices {
  const [choices, setChoices] = useState<ListChoices | null>(null)
  const [failed, setFailed] = useState(false)
  const latest = useRef<{ query: string; came: Promise<boolean>; over: boolean } | null>(null)

  function refresh(): Promise<boolean> {
    const before = latest.current
    if (before?.query === query && !before.over) return before.came
    const answered = (found: ListChoices | null) => {
      asked.over = true
      if (latest.current === asked) {
        if (found) setChoices(found)
        else latest.current = null
        setFailed(found === null)
      }
      return found !== null
    }
    const came = load(query).then(answered, () => answered(null))
    const asked = { query, came, over: false }
    latest.current = asked
    return came
  }

  function prepare(): Promise<boolean> {
    return latest.current?.query === query ? latest.current.came : refresh()
  }

  return { choices, failed, prepare, refresh }
}
