import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import browserTests from './playwright.config'

/**
 * The deployment as a host would have it: two processes side by side and an emulator of its own, on a PostgreSQL, and
 * a third process that is told to use Plaid. Part of `.ci/with-postgres node scripts/test.mjs postgres`, which makes
 * what is served and says where everything is.
 */
export default defineConfig({
  ...browserTests,
  projects: [
    { name: 'deployment', testMatch: 'deployment.hosted.ts', teardown: 'leaks' },
    { name: 'leaks', testMatch: 'leaks.teardown.ts' },
  ],
  webServer: {
    cwd: path.join(path.dirname(fileURLToPath(import.meta.url)), '..'),
    command: `${JSON.stringify(process.execPath)} e2e/deployment.servers.mjs`,
    // The last one that is started.
    url: `http://localhost:${process.env.E2E_PORT}/api/health`,
    timeout: 60_000,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
  },
})
