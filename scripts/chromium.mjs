import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { freePort, program, programs, run, say } from './setup.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The browser for the browser tests: the system's, else Playwright's own. @returns {string | null} its path */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) return isProgram(chosen) ? chosen : null
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const system = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return [...system, ...applications].find(isProgram) ?? playwrights()
}

/**
 * The same, installing one where there is none: Playwright's where it can be downloaded, else Debian's package
 * where this is root.
 *
 * @returns {Promise<string | null>}
 */
export async function ensureChromium() {
  const found = findChromium()
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
  await run('apt-get', ['install', '-qy', '--no-install-recommends', 'chromium'], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeoutMs: 600_000,
  })
  return findChromium()
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
