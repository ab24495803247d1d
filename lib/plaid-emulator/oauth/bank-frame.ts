import { html, htmlPage, type Markup } from '../html'
import type { Institution } from '../world/institution'
import { bankCloth } from './bank-colours'
import { bankStyle } from './bank-style'

const pretence = 'A pretend bank of the Plaid emulator: nothing here is real, and no real bank is contacted.'

/** A page of a bank: its cloth and name beside what it has to say. */
export function bankPage(
  institution: Institution,
  page: { title: string; content: Markup; script?: string },
  status = 200,
): Response {
  const { title, content, script } = page
  return htmlPage(
    {
      title: `${title} – ${institution.name}`,
      style: bankStyle(institution),
      hasForms: true,
      body: html`<header class="side">
${bankCloth(institution)}
<p class="brand"><span class="seal" aria-hidden="true">${institution.name.slice(0, 1)}</span>${institution.name}</p>
<p class="motto">You decide who sees your accounts, and which.</p>
<p class="note">${pretence}</p>
</header>
<main><div class="inner">
${content}
<p class="hint phone-note">${pretence}</p>
</div></main>`,
      ...(script === undefined ? {} : { script }),
    },
    status,
  )
}

/** A page that only says something, with at most one way on. */
export function bankNotice(
  institution: Institution,
  notice: { title: string; text: string; link?: { href: string; label: string } | null; script?: string },
  status = 200,
): Response {
  const { title, text, link, script } = notice
  return bankPage(
    institution,
    {
      title,
      content: html`<h1>${title}</h1>
<p class="lead">${text}</p>
${link && html`<p class="way"><a class="button main" href="${link.href}">${link.label}</a></p>`}`,
      ...(script === undefined ? {} : { script }),
    },
    status,
  )
}
