import { randomUUID } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.join(here, '..')

// `npm run e2e` chooses a free port and a browser. This file is read again in every worker, which inherits both.
process.env.E2E_PORT ??= '3210'
process.env.E2E_FOLDER ??= path.join(os.tmpdir(), `evenkeel-e2e-${randomUUID()}`)
const baseURL = `http://localhost:${process.env.E2E_PORT}`

const demo = process.env.E2E_DEMO === '1'
const asRoot = process.getuid?.() === 0
const chromium = process.env.CHROMIUM_PATH

const CLOCK = 'time.spec.ts'
/** With an emulator of their own: nothing that happens to the server concerns them. */
const BY_THEMSELVES = [
  'link-flow.spec.ts',
  'link-page.spec.ts',
  'link-oauth.spec.ts',
  'link-accessibility.spec.ts',
  'emulator-console.spec.ts',
]

/** On an embedded database or, with E2E_DATABASE_URL, on a PostgreSQL server. */
export default defineConfig({
  testDir: here,
  outputDir: path.join(root, 'test-results'),
  // Half of the time one waits, for a bank or for a timer.
  workers: demo ? 1 : 4,
  retries: 0,
  forbidOnly: true,
  // Generous: what is checked is that something happens, and the machine may be at work on other things.
  timeout: demo ? 600_000 : 240_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    baseURL,
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    locale: 'en-US',
    timezoneId: 'America/New_York',
    viewport: { width: 1280, height: 860 },
    // Nobody watches, and what moves cannot be pressed.
    contextOptions: demo ? {} : { reducedMotion: 'reduce' },
    headless: !demo || !process.env.DISPLAY,
    screenshot: 'only-on-failure',
    // Keeping a trace slows every step: only where somebody will look at it (E2E_TRACE=1).
    trace: process.env.E2E_TRACE === '1' ? 'retain-on-failure' : 'off',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      slowMo: demo ? 400 : 0,
      args: [
        ...(asRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        // Whatever the pages ask for, no name but this machine's is looked up.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
      ],
    },
  },
  projects: [
    {
      name: 'stories',
      testMatch: '*.spec.ts',
      testIgnore: [CLOCK, ...BY_THEMSELVES],
      teardown: 'leaks',
      // Side by side: the person of each test is its own, and so is what they connect.
      fullyParallel: true,
    },
    // After all others of this server: it moves the clock that they share.
    { name: 'time', testMatch: CLOCK, dependencies: ['stories'] },
    { name: 'emulator', testMatch: BY_THEMSELVES, dependencies: ['stories'] },
    { name: 'leaks', testMatch: 'leaks.teardown.ts' },
  ],
  webServer: {
    command: `${JSON.stringify(process.execPath)} e2e/server.mjs`,
    cwd: root,
    url: `${baseURL}/api/health`,
    timeout: 300_000,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
  },
})
