import { type Context, findDocument } from '../context'
import { html } from '../html'
import { hashToken } from '../ids'
import { linkKeys, linkTokenSchema } from '../link-documents'
import { emulatorPage, noticePage } from '../notice-page'
import type { Page } from '../pages'
import { hostedScript } from './hosted-script'
import { hostedSecret, linkTokenOfHosted } from './hosted-token'

const foot = 'Hosted Link of the Plaid emulator. No real bank is contacted.'

const notice = (title: string, text: string, status: number, href: string | null = null) =>
  noticePage({ title, text, foot, status, href })

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
  return emulatorPage({
    title,
    main: html`<main id="hosted" data-token="${hostedSecret(id)}" data-completion="${hosted.completionRedirectUri ?? ''}" data-client="${clientName}" aria-live="polite">
<h1 id="title" tabindex="-1">${title}</h1>
<p id="text">Link is about to open.</p>
<button id="again" type="button" hidden>Start again</button>
<noscript><p>Link needs JavaScript. Allow it for this page, then load it again.</p></noscript>
</main>
<script src="../link-stand-in.js" defer></script>
<script src="../hosted.js" defer></script>`,
    foot,
    status: 200,
    ownScripts: true,
  })
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
