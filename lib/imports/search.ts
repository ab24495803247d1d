import { z } from 'zod'

/** Reads `?done=<id>`: the import that has just been made. */
export function readImportSearch(params: Readonly<Record<string, string | string[] | undefined>>): {
  doneId: string | null
} {
  const read = z.uuid().safeParse(params.done)
  return { doneId: read.success ? read.data : null }
}
