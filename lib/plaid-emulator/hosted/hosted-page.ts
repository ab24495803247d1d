import { type Context, findDocument } from '../context'
import { html, htmlPage, type Markup } from '../html'
import { hashToken } from '../ids'
import { linkKeys, linkTokenSchema } from '../link-documents'
import type { Page } from '../pages'
import { hostedScript } from './hosted-script'
import { hostedSecret, linkTokenOfHosted } from './hosted-token'

const style = `
:root{color-scheme:light dark;--paper:#f7f6f2;--ink:#191c22;--ink-2:#565b66;--line:#d6d2c7;--keel:#1f5f6b;--on-keel:#fff}
@media (prefers-color-scheme:dark){:root{--paper:#101419;--ink:#edeae2;--ink-2:#a9afb8;--line:#3a424d;--keel:#6dbdc6;--on-keel:#0c1216}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:16px/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
body{margin:0;min-height:100vh;min-height:100dvh;display:grid;grid-template-rows:1fr auto;place-items:center;padding:24px}
main{width:100%;max-width:420px;text-align:center}
main::before{content:"";display:block;width:56px;margin:0 auto 28px;border-top:3px solid var(--keel)}
h1{margin:0 0 10px;font:500 30px/1.2 "Iowan Old Style","Palatino Linotype",Palatino,Georgia,serif;text-wrap:balance}
h1:focus{outline:none}
p{margin:0;color:var(--ink-2)}
button,a.button{display:inline-grid;place-items:center;min-height:48px;margin-top:24px;padding:0 24px;border:0;border-radius:8px;
background:var(--keel);color:var(--on-keel);font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
[hidden]{display:none}
:focus-visible{outline:2px solid var(--keel);outline-offset:3px}
footer{font-size:13px;color:var(--ink-2);text-align:center}
`

const page = (title: string, main: Markup, status: number, ownScripts = false) =>
  htmlPage(
    {
      title,
      style,
      ownScripts,
      body: html`${main}
<footer>Hosted Link of the Plaid emulator. No real bank is contacted.</footer>`,
    },
    status,
  )

const notice = (title: string, text: string, status: number, href: string | null = null) =>
  page(
    title,
    html`<main><h1>${title}</h1><p>${text}</p>${href !== null && html`<a class="button" href="${href}">Go on</a>`}</main>`,
    status,
  )

async function show(context: Context, id: string): Promise<Response> {
  const hash = hashToken(linkTokenOfHosted(id))
  const token = (await findDocument(context.store, linkKeys.token(hash), linkTokenSchema))?.value
  if (token === undefined || token.hosted === null) {
    return notice('Nothing is here', 'This address is not one that an app has sent you.', 404)
  }
  const { clientName, hosted } = token
  if (token.usedAt !== null) {
    const text = `Your accounts are connected to ${clientName}. You may close this page.`
    return notice('You are done', text, 200, hosted.completionRedirectUri)
  }
  if ((await context.now()) >= token.expiresAt) {
    return notice('This link has expired', `Ask ${clientName} for a new one.`, 410)
  }
  const title = `Connect your accounts to ${clientName}`
  return page(
    title,
    html`<main id="hosted" data-token="${hostedSecret(id)}" data-completion="${hosted.completionRedirectUri ?? ''}" data-client="${clientName}" aria-live="polite">
<h1 id="title" tabindex="-1">${title}</h1>
<p id="text">Link is about to open.</p>
<button id="again" type="button" hidden>Start again</button>
<noscript><p>Link needs JavaScript. Allow it for this page, then load it again.</p></noscript>
</main>
<script src="../link-stand-in.js" defer></script>
<script src="../hosted.js" defer></script>`,
    200,
    true,
  )
}

/** Hosted Link: the same flow as in an app's own page, on one of the emulator's. */
export const hostedPages: readonly Page[] = [
  {
    methods: ['GET'],
    path: /^\/hosted\/([^/]+)$/,
    answer: (context, _request, [id = '']) => show(context, id),
  },
  {
    methods: ['GET'],
    path: /^\/hosted\.js$/,
    answer: async () =>
      new Response(hostedScript, {
        headers: {
          'content-type': 'text/javascript; charset=utf-8',
          'cache-control': 'no-cache',
          'x-content-type-options': 'nosniff',
        },
      }),
  },
]
