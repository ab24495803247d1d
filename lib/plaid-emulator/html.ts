import { createHash } from 'node:crypto'
import { pageIconUrl } from './page-icon'

/** Markup that is safe to send: every text in it has been escaped. */
export class Markup {
  constructor(readonly source: string) {}
}

type Part = Markup | string | number | false | null | undefined | readonly Part[]

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign)

function toSource(part: Part): string {
  if (part instanceof Markup) return part.source
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return Array.isArray(part) ? part.map(toSource).join('') : ''
}

/** Markup out of a template: texts are escaped, markup goes in as it is, and what is absent leaves nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, index) => text + toSource(parts[index])).join(''))
}

const sourceHash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** A whole page with a strict policy: nothing runs or styles it, and no form is sent, but what it came with. */
export function htmlPage(
  page: {
    title: string
    style: string
    body: Markup
    /** A script in the page itself. */
    script?: string
    /** Allows what a page of the emulator's own scripts needs, instead of nothing. */
    ownScripts?: boolean
    /** Allows forms. They may lead anywhere, since the way back to an app is a redirect from one. */
    hasForms?: boolean
  },
  status = 200,
): Response {
  const { title, style, body, script, ownScripts = false, hasForms = false } = page
  const policy = [
    "default-src 'none'",
    `style-src ${sourceHash(style)}`,
    'img-src data:',
    ...(ownScripts ? ["script-src 'self'", "connect-src 'self'"] : []),
    ...(script === undefined ? [] : [`script-src ${sourceHash(script)}`]),
    ...(hasForms ? [] : ["form-action 'none'"]),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  const source = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${pageIconUrl}">
<style>${new Markup(style)}</style>
</head>
<body>
${body}
${script !== undefined && html`<script>${new Markup(script)}</script>`}
</body>
</html>
`.source
  return new Response(source, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    },
  })
}
