import { describe, expect, it } from 'vitest'
import { findAddresses, listPageRoutes, type PageRoute } from './pages'

const page = (route: string, isPublic = false): PageRoute => ({ route, isPublic, name: route })

describe('the pages that are looked at, weighed and pictured', () => {
  it('are those that the folders of app/ make, with their groups left out', async () => {
    const routes = await listPageRoutes()
    expect(routes).toContainEqual({ route: '/', isPublic: true, name: 'landing' })
    expect(routes).toContainEqual({ route: '/dashboard', isPublic: false, name: 'dashboard' })
    expect(routes).toContainEqual({
      route: '/connections/[itemId]',
      isPublic: false,
      name: 'connections-one',
    })
    expect(new Set(routes.map(({ name }) => name)).size).toBe(routes.length)
  })

  it('are seen, where their address has an id, as the other pages link to them', async () => {
    const links: Record<string, string[]> = {
      '/things': ['/things/new', '/things/7?tab=all#top', '/elsewhere/7'],
      '/things/7': ['/things/7/parts/3'],
    }
    const routes = ['/things', '/things/new', '/things/[id]/parts/[part]', '/things/[id]'].map((route) =>
      page(route),
    )
    const { pages, unlinked } = await findAddresses([...routes, page('/welcome', true)], (address) =>
      Promise.resolve(links[address] ?? []),
    )
    expect(unlinked).toEqual([])
    expect(pages.map(({ route, address }) => [route, address])).toEqual([
      ['/things', '/things'],
      ['/things/[id]', '/things/7'],
      ['/things/[id]/parts/[part]', '/things/7/parts/3'],
      ['/things/new', '/things/new'],
      ['/welcome', '/welcome'],
    ])
  })

  it('are not passed over in silence where nothing links to them', async () => {
    const found = await findAddresses([page('/things'), page('/things/[id]')], () => Promise.resolve([]))
    expect(found.pages.map(({ route }) => route)).toEqual(['/things'])
    expect(found.unlinked.map(({ route }) => route)).toEqual(['/things/[id]'])
  })
})
