import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  experimental: {
    // What the catalogue says is read when the app is built, and not with every page.
    messages: { path: './lib/i18n/messages', format: 'json', locales: 'infer', precompile: true },
  },
})

/** @type {import('next').NextConfig} */
const config = {
  reactCompiler: true,
  experimental: {
    // The first page is there sooner, and each other one loads what it needs when it is first asked for.
    preloadEntriesOnStart: false,
  },
  typedRoutes: true,
  poweredByHeader: false,
  // They read files beside themselves, or are large and never leave the server.
  serverExternalPackages: [
    '@electric-sql/pglite',
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    'axios',
    'pg',
    'pg-boss',
    'pglite-prisma-adapter',
    'pino',
    'plaid',
  ],
  async rewrites() {
    // Browsers ask for it by name, whatever the page says.
    return [{ source: '/favicon.ico', destination: '/icon.svg' }]
  },
  async headers() {
    return [
      {
        source: '/:path*',
        headers: [
          { key: 'X-Content-Type-Options', value: 'nosniff' },
          { key: 'X-Frame-Options', value: 'DENY' },
          { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
          { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
        ],
      },
    ]
  },
}

export default withNextIntl(config)
