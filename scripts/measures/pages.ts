import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const app = fileURLToPath(new URL('../../app', import.meta.url))

/** A page that the folders of app/ make. */
export interface PageRoute {
  /** As the folders are called: /connections/[itemId]. */
  route: string
  /** Whether it is there for who has not signed in. */
  isPublic: boolean
  /** Fit for the name of a file: landing, dashboard, connections-one. */
  name: string
}

/** A page with an address at which the person who is signed in sees it. */
export interface PageAddress extends PageRoute {
  address: string
}

/** Where the pages were found, and those that were not. */
export interface FoundPages {
  pages: PageAddress[]
  /** With an id in their address, and no page links to one: what the demo has none of. */
  unlinked: PageRoute[]
}

/** What is only there where an emulator is hosted. */
const NOT_HERE = new Set(['/demo'])

/** Every page there is, in the order of their addresses. */
export async function listPageRoutes(): Promise<PageRoute[]> {
  const files = await readdir(app, { recursive: true })
  return files
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => /(^|\/)page\.tsx$/.test(file) && !/(^|\/)(@|\(\.)/.test(file))
    .map((file) => {
      const route = `/${path.posix.dirname(file)}`.replace(/\/\([^)]+\)/g, '').replace(/^\/\.?$/, '') || '/'
      return { route, isPublic: file.startsWith('(public)/'), name: nameOf(route) }
    })
    .filter(({ route }) => !NOT_HERE.has(route))
    .sort((a, b) => (a.route < b.route ? -1 : 1))
}

/**
 * Where each page can be seen. One with an id in its address is seen where the other pages link to it.
 *
 * @param linksOn the addresses that a page links to, paths of this site.
 */
export async function findAddresses(
  routes: readonly PageRoute[],
  linksOn: (address: string) => Promise<readonly string[]>,
): Promise<FoundPages> {
  const fixed = routes.filter(({ route }) => !route.includes('['))
  const taken = new Set(fixed.map(({ route }) => route))
  const known: string[] = []
  for (const { route, isPublic } of fixed) if (!isPublic) known.push(...(await linksOn(route)))
  const pages: PageAddress[] = fixed.map((page) => ({ ...page, address: page.route }))
  const unlinked: PageRoute[] = []
  // Fewer ids first: what lies deeper is linked to from there.
  const open = routes.filter(({ route }) => route.includes('[')).sort((a, b) => depth(a) - depth(b))
  for (const page of open) {
    const pattern = new RegExp(`^${page.route.replace(/\[\.\.\.[^/]+/g, '.+').replace(/\[[^/]+/g, '[^/]+')}$`)
    const address = known.find((link) => pattern.test(bare(link)) && !taken.has(bare(link)))
    if (address === undefined) {
      unlinked.push(page)
      continue
    }
    pages.push({ ...page, address: bare(address) })
    known.push(...(await linksOn(bare(address))))
  }
  return { pages: pages.sort((a, b) => (a.route < b.route ? -1 : 1)), unlinked }
}

function nameOf(route: string): string {
  return (
    route
      .slice(1)
      .replace(/\[[^/]+/g, 'one')
      .replaceAll('/', '-') || 'landing'
  )
}

const depth = ({ route }: PageRoute): number => route.split('[').length
const bare = (link: string): string => link.replace(/[?#].*$/, '')
