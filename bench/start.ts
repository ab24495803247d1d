import { Agent } from 'node:http'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from './ask'
import { tracedBytes } from './build-size'
import type { BenchContext, Part } from './part'
import { median } from './rounds'
import { type BenchServer, benchServer, benchSite, type ServedWorld, servedWorld } from './served'

/** A start takes a second or more, and stands for itself. */
const MOST_ROUNDS = 5
const MOST_MS = 60_000
/** How soon after a refused connection it is tried again: what is measured is some hundred times as long. */
const AGAIN_MS = 5
const MB = 1_000_000

/** What a person opens first, without and with a session. */
const FIRST_PAGES = { 'sign-in': '/sign-in', dashboard: '/dashboard' }

/** It sends away who is signed in. */
const isPublic = (address: string) => address === '/sign-in'

/** Each is the first that a fresh function is asked for. The build's name of a route says what it loads. */
const ROUTES = {
  'sign-in': { path: '/sign-in', route: '(public)/sign-in/page' },
  dashboard: { path: '/dashboard', route: '(app)/dashboard/page' },
  transactions: { path: '/transactions', route: '(app)/transactions/page' },
  accounts: { path: '/accounts', route: '(app)/accounts/page' },
  reports: { path: '/reports', route: '(app)/reports/page' },
  rows: { path: '/api/transactions', route: 'api/transactions/route' },
  health: { path: '/api/health', route: 'api/health/route' },
}

/** How long it takes from nothing to the first whole answer, as a server at home and as a function. */
export const start: Part = {
  name: 'start',
  async measure(context) {
    const served = await servedWorld(context)
    await firstPages(context, served)
    if (context.database === 'postgres') await serverless(context, served)
  },
}

async function firstPages({ rounds, report }: BenchContext, served: ServedWorld): Promise<void> {
  const { rows } = served.world
  const server = await benchServer(served)
  try {
    await server.start()
    const { cookie } = await server.signIn()
    await server.stop()
    const times = new Map<string, number[]>()
    for (let round = 0; round < Math.min(rounds, MOST_ROUNDS); round += 1) {
      for (const [name, page] of Object.entries(FIRST_PAGES)) {
        const took = await firstAnswer(server, page, isPublic(page) ? '' : cookie)
        times.set(name, [...(times.get(name) ?? []), took])
        await server.stop()
      }
    }
    for (const [name, took] of times)
      report({ figure: `start.first-page.${name}`, rows, subject: median(took), floor: null, unit: 'ms' })
  } finally {
    await server.remove()
  }
}

/**
 * As a host runs functions: nothing is opened before the first request, which loads the route and connects. The second
 * is the floor: what of it is the route's own.
 */
async function serverless({ rounds, report }: BenchContext, served: ServedWorld): Promise<void> {
  const { rows } = served.world
  const server = await benchServer(served, { environment: { VERCEL: '1' } })
  try {
    await firstAnswer(server, '/icon.svg', '')
    const { cookie } = await server.signIn()
    await server.kill()
    for (const [name, { path: address, route }] of Object.entries(ROUTES)) {
      const first: number[] = []
      const later: number[] = []
      for (let round = 0; round < Math.min(rounds, MOST_ROUNDS); round += 1) {
        // The server itself is there, and has read nothing of the app but what every request passes through.
        await firstAnswer(server, '/icon.svg', '')
        const who = isPublic(address) ? '' : cookie
        first.push(await answerOf(server.url, address, who))
        for (let again = 0; again < 3; again += 1) later.push(await answerOf(server.url, address, who))
        // A host waits for no connection of a function that it ends.
        await server.kill()
      }
      const figure = `start.serverless.${name}`
      report({ figure, rows, subject: median(first), floor: median(later), unit: 'ms' })
      const bytes = await tracedBytes(path.join(benchSite(), '.next/server/app', `${route}.js.nft.json`))
      report({ figure: `start.files.${name}`, rows: 0, subject: bytes / MB, floor: null, unit: 'MB' })
    }
  } finally {
    await server.remove()
  }
}

/** Starts a server and asks it until it has answered. @returns milliseconds from its start to the last byte. */
async function firstAnswer(server: BenchServer, address: string, cookie: string): Promise<number> {
  const started = performance.now()
  server.launch()
  for (;;) {
    try {
      await answerOf(server.url, address, cookie)
      return performance.now() - started
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null
      if (code !== 'ECONNREFUSED' || performance.now() - started > MOST_MS) throw error
      await sleep(AGAIN_MS)
    }
  }
}

/** On a connection of its own: one to a server that has ended is of no use. */
function answerOf(url: string, address: string, cookie: string): Promise<number> {
  return ask(url, address, cookie, new Agent({ keepAlive: false }))
}
