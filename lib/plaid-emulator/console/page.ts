import { pageIconUrl } from '../page-icon'
import type { Page } from '../pages'

/*
 * The console's page holds nothing of the emulator's state: what it shows, it asks the control plane for, which
 * answers only who may control. So the page is there for everybody, and a browser that has to bear the secret can be
 * asked for it; no browser sends such a header for a page by itself.
 */

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The page; `paths` are those of Plaid's API that the emulator answers, which is no secret. */
function html(paths: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Plaid emulator</title>
<link rel="icon" href="${pageIconUrl}">
<link rel="stylesheet" href="emulator/console.css">
<script type="application/json" id="about">${JSON.stringify({ paths }).replaceAll('<', '\\u003c')}</script>
<script src="emulator/console.js" defer></script>
</head>
<body>
<div id="console"><noscript><main class="door"><h1>Plaid emulator</h1><p>The console needs JavaScript. Everything it does can be done by calls to /emulator/items and its neighbours, too.</p></main></noscript></div>
</body>
</html>
`
}

function document(type: string, body: string): Response {
  return new Response(body, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': policy,
      'cache-control': 'no-cache',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  })
}

/** The console at `/emulator`: its page, its script and its stylesheet. */
export const consolePages: readonly Page[] = [
  {
    methods: ['GET'],
    path: /^\/emulator$/,
    answer: async () => {
      const { routes } = await import('../handlers/routes')
      return document('text/html', html(routes.map(({ path }) => path)))
    },
  },
  {
    methods: ['GET'],
    // The page's own files are named beside it, which a slash at its end would change.
    path: /^\/emulator\/$/,
    answer: async () => new Response(null, { status: 308, headers: { location: '../emulator' } }),
  },
  {
    methods: ['GET'],
    path: /^\/emulator\/console\.js$/,
    answer: async () => document('text/javascript', (await import('./bundle.generated')).consoleScript),
  },
  {
    methods: ['GET'],
    path: /^\/emulator\/console\.css$/,
    answer: async () => document('text/css', (await import('./bundle.generated')).consoleStyles),
  },
]
