import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { freePort, program, programs, Refusal, run, say } from './setup.mjs'

/** What is said where `ensureChromium` finds none. */
export const noBrowser =
  'No browser: none is installed and none could be. Install Chromium, or name one with CHROMIUM_PATH.'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
/** The same without windows: it starts sooner and does less. */
const WINDOWLESS = 'chromium-headless-shell'
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The browser for the browser tests: the system's, else Playwright's own.
 *
 * @param {boolean} windowless whether nobody will look at it: then the one without windows comes first.
 * @returns {string | null} its path
 */
export function findChromium(windowless = false) {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) return isProgram(chosen) ? chosen : null
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const wanted = windowless ? [WINDOWLESS, ...names] : [...names, WINDOWLESS]
  const system = wanted.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return [...system, ...applications].find(isProgram) ?? playwrights()
}

/**
 * The same, installing one where there is none: Playwright's where it can be downloaded, else Debian's package
 * where this is root.
 *
 * @param {boolean} windowless as for findChromium
 * @returns {Promise<string | null>}
 */
export async function ensureChromium(windowless = false) {
  const found = findChromium(windowless)
  if (found || process.env.CHROMIUM_PATH) return found
  say("No Chromium here; trying to download Playwright's")
  await run(process.execPath, [program(programs.playwright), 'install', 'chromium'], {
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000', ...process.env },
    timeoutMs: 300_000,
  })
  const downloaded = playwrights()
  if (downloaded) return downloaded
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  say("It cannot be downloaded; installing Debian's package")
  await run('apt-get', ['update', '-q'], { quiet: true, timeoutMs: 300_000 })
  const debians = windowless ? WINDOWLESS : 'chromium'
  await run('apt-get', ['install', '-qy', '--no-install-recommends', debians], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeoutMs: 600_000,
  })
  return findChromium(windowless)
}

/** The same, for what can do nothing without one. @throws {Refusal} without one */
export async function requireChromium(windowless = false) {
  const browser = await ensureChromium(windowless)
  if (!browser) throw new Refusal(noBrowser)
  return browser
}

/**
 * What e2e/playwright.config.ts wants to be told.
 *
 * @param {string} browser
 */
export async function browserTestEnvironment(browser) {
  return {
    ...process.env,
    CHROMIUM_PATH: browser,
    E2E_PORT: process.env.E2E_PORT || String(await freePort()),
  }
}

function playwrights() {
  try {
    const { chromium } = createRequire(import.meta.url)('@playwright/test')
    const file = chromium.executablePath()
    return file && isProgram(file) ? file : null
  } catch {
    return null
  }
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
