import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from './app-server'

const manifest = z.object({
  node: z.record(
    z.string(),
    z.object({ exportedName: z.string(), filename: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
})

interface ServerAction {
  id: string
  page: string
}

/** The server actions of the build that is served, by their names. */
async function actionsOfBuild(site: string): Promise<Map<string, ServerAction>> {
  const file = join(site, '.next/server/server-reference-manifest.json')
  const { node } = manifest.parse(JSON.parse(await readFile(file, 'utf8')))
  return new Map(
    Object.entries(node).map(([id, { exportedName, workers }]) => {
      const [worker = ''] = Object.keys(workers)
      const page = worker.replace(/^app/, '').replace(/\/\([^)]+\)/g, '')
      return [exportedName, { id, page: page.replace(/\/page$/, '') || '/' }]
    }),
  )
}

/** A signed-in person, by the requests that their browser would send. */
export interface RemotePerson {
  /** What their browser sends as its cookies. */
  readonly cookie: string
  /**
   * Calls a server action.
   *
   * @returns its `value`, or null where it answered with a failure. @throws when no answer came.
   */
  act(name: string, input: object): Promise<Record<string, unknown> | null>
  /** The ids of transactions that a page shows. */
  transactionIds(query: string): Promise<string[]>
  /** Whether every connection is well, with nothing at work. */
  isAllWell(): Promise<boolean>
}

const progress = z.object({ connections: z.array(z.object({ busy: z.boolean(), health: z.string() })) })

/** Signs in with e-mail and password to a server of the build in `site`. @throws when the server does not take them. */
export async function signIn(
  url: string,
  email: string,
  password: string,
  site: string = root,
): Promise<RemotePerson> {
  const actions = await actionsOfBuild(site)
  const cookies = new Map<string, string>()
  const keep = (response: Response) => {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  const first = await fetch(`${url}/api/auth/csrf`)
  keep(first)
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await first.json())
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { cookie: cookie(), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
    redirect: 'manual',
  })
  keep(answer)
  if (![...cookies.keys()].some((name) => name.endsWith('session-token')))
    throw new Error(`Nobody could sign in: ${answer.status}`)

  return {
    get cookie() {
      return cookie()
    },
    async act(name, input) {
      const action = actions.get(name)
      if (!action) throw new Error(`The build has no action ${name}`)
      const response = await fetch(`${url}${action.page}`, {
        method: 'POST',
        headers: {
          cookie: cookie(),
          'next-action': action.id,
          accept: 'text/x-component',
          'content-type': 'text/plain;charset=UTF-8',
          origin: url,
        },
        body: JSON.stringify([input]),
      })
      const text = await response.text()
      // The answer is a stream of numbered lines; one of them is what the action returned.
      for (const line of text.split('\n')) {
        const json = /^\d+:(\{"ok":.*\})$/.exec(line)?.[1]
        if (!json) continue
        const result = z
          .object({ ok: z.boolean(), value: z.record(z.string(), z.unknown()).nullish() })
          .parse(JSON.parse(json))
        return result.ok ? (result.value ?? {}) : null
      }
      throw new Error(`${name} was not answered: ${response.status}`)
    },
    async isAllWell() {
      const response = await fetch(`${url}/api/connections/progress`, { headers: { cookie: cookie() } })
      const { connections } = progress.parse(await response.json())
      return connections.every(({ busy, health }) => !busy && health === 'healthy')
    },
    async transactionIds(query) {
      const response = await fetch(`${url}/transactions${query}`, { headers: { cookie: cookie() } })
      const text = await response.text()
      return [...new Set([...text.matchAll(/open=([0-9a-f-]{36})/g)].map(([, id = '']) => id))]
    },
  }
}
