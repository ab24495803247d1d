import { html, htmlPage, type Markup } from './html'

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

/** A page of the emulator itself, with a line at its foot that says what it is. */
export function emulatorPage(page: {
  title: string
  main: Markup
  foot: string
  status: number
  ownScripts?: boolean
}): Response {
  const { title, main, foot, status, ownScripts = false } = page
  return htmlPage({ title, style, ownScripts, body: html`${main}\n<footer>${foot}</footer>` }, status)
}

/** A page that only says something, with at most one way on. */
export function noticePage(notice: {
  title: string
  text: string
  foot: string
  status: number
  href?: string | null
}): Response {
  const { title, text, foot, status, href = null } = notice
  const main = html`<main><h1>${title}</h1><p>${text}</p>${href !== null && html`<a class="button" href="${href}">Go on</a>`}</main>`
  return emulatorPage({ title, main, foot, status })
}
