import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: root },
      // A marker for Next's bundler, which throws everywhere else.
      {
        find: /^server-only$/,
        replacement: fileURLToPath(new URL('scripts/empty-module.ts', import.meta.url)),
      },
    ],
  },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    include: ['{app,bench,components,e2e,lib,prisma,scripts}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
    // Files of one worker share what they import: loading it anew for each took longer than the tests.
    isolate: false,
    setupFiles: ['scripts/vitest-setup.ts'],
    // Generous: no test asserts how long something takes.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    unstubEnvs: true,
    env: { NODE_ENV: 'test', TZ: 'UTC', NEXT_TELEMETRY_DISABLED: '1' },
  },
})
