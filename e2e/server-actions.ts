import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { APIResponse, Page } from '@playwright/test'
import { z } from 'zod'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')

const manifest = z.object({
  node: z.record(
    z.string(),
    z.object({ exportedName: z.string(), filename: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
})

export interface ServerAction {
  id: string
  /** A page that has it. */
  page: string
}

/**
 * The server actions of a build, by file and name, such as "lib/auth/actions.ts signUp".
 *
 * @param site the folder that was built; by default this one.
 */
export async function actionsOfBuild(site = root): Promise<Map<string, ServerAction>> {
  const file = path.join(site, '.next/server/server-reference-manifest.json')
  const { node } = manifest.parse(JSON.parse(await readFile(file, 'utf8')))
  return new Map(
    Object.entries(node).map(([id, { exportedName, filename, workers }]) => {
      const [worker = ''] = Object.keys(workers)
      const page =
        worker
          .replace(/^app/, '')
          .replace(/\/\([^)]+\)/g, '')
          .replace(/\/page$/, '') || '/'
      return [`${filename} ${exportedName}`, { id, page }]
    }),
  )
}

/**
 * Calls a server action as a page would, with the cookies of the person whose browser it is.
 *
 * @param origin where the pages come from.
 */
export function callAction(
  { request }: Pick<Page, 'request'>,
  origin: string,
  action: ServerAction,
  args: readonly unknown[],
): Promise<APIResponse> {
  return request.post(`${origin}${action.page}`, {
    headers: {
      'next-action': action.id,
      accept: 'text/x-component',
      'content-type': 'text/plain;charset=UTF-8',
      origin,
    },
    data: JSON.stringify(args),
    maxRedirects: 0,
    // One of them connects four banks before it answers.
    timeout: 60_000,
  })
}
