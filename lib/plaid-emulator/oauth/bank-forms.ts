import { html, type Markup } from '../html'
import type { OfferedAccount } from '../link-accounts'
import type { MfaRound } from '../logins'
import type { Product } from '../wire'

/** What a form has to say about what was sent: in general, or about one field. */
export interface Trouble {
  /** The name of the field that it is about; null for all of it. */
  field: string | null
  text: string
  /** Plaid's code, where the bank refused. */
  code?: string
}

/** The title of a page whose form was not accepted begins with that, for who hears it. */
export const troubledTitle = (title: string, trouble: Trouble | null) =>
  trouble === null ? title : `Problem: ${title}`

const problemId = (field: string) => `${field}-problem`

const problem = (field: string, trouble: Trouble | null) =>
  trouble?.field === field &&
  html`<p class="problem" id="${problemId(field)}" role="alert">${trouble.text}</p>`

const refusal = (trouble: Trouble | null) =>
  trouble !== null &&
  trouble.field === null &&
  html`<div class="refusal" role="alert"><p>${trouble.text}</p>${trouble.code !== undefined && html`<p class="code">${trouble.code}</p>`}</div>`

/** The attributes of an input that is wrong, or that one begins with. */
const state = (field: string, trouble: Trouble | null, isFirst: boolean) =>
  html`${
    trouble?.field === field && html` aria-invalid="true" aria-describedby="${problemId(field)}"`
  }${(trouble?.field === field || (isFirst && (trouble === null || trouble.field === null))) && html` autofocus`}`

/** The way on comes first, so that it is what Enter presses. */
const actions = (yes: { value: string; label: string }, no: string) => html`<div class="actions">
<button class="main" name="decision" value="${yes.value}">${yes.label}</button>
<button class="other" name="decision" value="deny">${no}</button>
</div>`

/** The form to sign in with. */
export function signInForm(options: {
  app: string
  isUpdate: boolean
  username: string
  trouble: Trouble | null
}): { title: string; content: Markup } {
  const { app, isUpdate, username, trouble } = options
  const title = isUpdate ? 'Sign in again' : 'Sign in'
  return {
    title: troubledTitle(title, trouble),
    content: html`<p class="step">Step 1 of 2</p>
<h1>${title}</h1>
<p class="lead">${isUpdate ? html`so that <b>${app}</b> may go on reading your accounts.` : html`and choose what <b>${app}</b> may read. It will not see your password.`}</p>
${refusal(trouble)}
<form method="post" novalidate>
<div class="field"><label class="name" for="username">Username</label>
<input id="username" name="username" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required value="${username}"${state('username', trouble, true)}>
${problem('username', trouble)}</div>
<div class="field"><label class="name" for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${state('password', trouble, false)}>
${problem('password', trouble)}</div>
${actions({ value: 'sign-in', label: 'Sign in' }, 'Cancel')}
</form>
<p class="hint">Made-up login: <code>user_good</code> with <code>pass_good</code></p>`,
  }
}

const mfaTitles: Record<MfaRound['kind'], string> = {
  device: 'Where should the code go?',
  code: 'Enter the code',
  questions: 'Answer to go on',
  selections: 'Pick the right answer',
}

const mfaHints: Record<MfaRound['kind'], Markup | null> = {
  device: null,
  code: html`Made-up code: <code>1234</code>`,
  questions: html`Made-up answers: <code>answer_0_0</code>, <code>answer_0_1</code> …, the round and then the question, from 0`,
  selections: html`The right answer is <code>Yes</code>`,
}

/** The form for what the bank asks after the password. */
export function mfaForm(round: MfaRound, trouble: Trouble | null): { title: string; content: Markup } {
  const title = mfaTitles[round.kind]
  const hint = mfaHints[round.kind]
  const field = ({ text, options }: MfaRound['prompts'][number], index: number) => {
    const name = `answer-${index}`
    if (options !== null) {
      return html`<fieldset${trouble?.field === name && html` aria-describedby="${problemId(name)}"`}><legend>${text}</legend><div class="rows">
${options.map((option, at) => html`<label class="row"><input type="radio" name="${name}" value="${option}" required${index === 0 && at === 0 && html` autofocus`}><span class="what">${option}</span></label>`)}
</div>${problem(name, trouble)}</fieldset>`
    }
    const isCode = round.kind === 'code'
    return html`<div class="field"><label class="name" for="${name}">${text}</label>
<input id="${name}" name="${name}" type="text" autocapitalize="none" spellcheck="false" required autocomplete="${isCode ? 'one-time-code' : 'off'}"${isCode && html` inputmode="numeric"`}${state(name, trouble, index === 0)}>
${problem(name, trouble)}</div>`
  }
  return {
    title: troubledTitle(title, trouble),
    content: html`<p class="step">Step 1 of 2</p>
<h1>${title}</h1>
<p class="lead">One more check that it is you.</p>
${refusal(trouble)}
<form method="post" novalidate>
${round.prompts.map(field)}
${actions({ value: 'answer', label: 'Continue' }, 'Cancel')}
</form>
${hint && html`<p class="hint">${hint}</p>`}`,
  }
}

const productWords: Partial<Record<Product, string>> = {
  transactions: 'Transactions: what was paid and received, when and where',
  auth: 'Account and routing numbers',
  identity: 'Your name, address, telephone number and e-mail address',
  investments: 'Holdings and what was bought and sold',
  liabilities: 'Debts: interest rates, due dates and payments',
  assets: 'Reports on what you own',
}

const accountText = ({ mask, subtype }: OfferedAccount) =>
  mask === null || mask === '' ? subtype : `${subtype}, ending in ${mask}`

/** An amount as a bank prints it: thousands apart, a real minus, and "owed" where it is a debt. */
const amount = ({ balance, currency, type }: OfferedAccount) => {
  const [whole = '', ...cents] = balance.replace('-', '−').split('.')
  const text = [whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ','), ...cents].join('.')
  const isDebt = type === 'credit' || type === 'loan'
  return html`<span class="sum">${text} <small>${currency}${isDebt && ' owed'}</small></span>`
}

/** The form to choose accounts with, and to allow or refuse. Where nothing is to be chosen, it says what stays shared. */
export function consentForm(options: {
  app: string
  accounts: readonly OfferedAccount[]
  /** null where the accounts stay as they are. */
  selection: 'single' | 'multiple' | null
  products: readonly Product[]
  days: number | null
  trouble: Trouble | null
}): { title: string; content: Markup } {
  const { app, accounts, selection, products, days, trouble } = options
  const title = selection === null ? `Let ${app} go on reading?` : `What may ${app} read?`
  const seen = products.flatMap((product) => productWords[product] ?? [])
  const lines = (account: OfferedAccount) =>
    html`<span class="what"><b>${account.name}</b><small>${accountText(account)}</small></span>${amount(account)}`
  const isWrong = trouble?.field === 'account'
  return {
    title: troubledTitle(title, trouble),
    content: html`<p class="step">Step 2 of 2</p>
<h1>${title}</h1>
<p class="lead">${selection === 'single' ? 'One account can be shared.' : selection === 'multiple' ? 'Only what you tick will be shared.' : 'These accounts stay shared.'}</p>
${refusal(trouble)}
<form method="post" novalidate>
${
  selection === null
    ? html`<ul class="rows field">${accounts.map((account) => html`<li class="row">${lines(account)}</li>`)}</ul>`
    : html`<fieldset${isWrong && html` aria-describedby="${problemId('account')}"`}><legend>${selection === 'single' ? 'Account' : 'Accounts'}</legend><div class="rows">
${accounts.map((account, index) => html`<label class="row"><input type="${selection === 'single' ? 'radio' : 'checkbox'}" name="account" value="${account.id}"${account.selected && html` checked`}${index === 0 && html` autofocus`}>${lines(account)}</label>`)}
</div>${problem('account', trouble)}</fieldset>`
}
<ul class="sees">
<li>Account names and balances</li>
${seen.map((text) => html`<li>${text}</li>`)}
<li>${days === null ? 'Until you end it' : `For ${days} days, or until you end it`}. ${app} can move nothing.</li>
</ul>
${actions({ value: 'allow', label: 'Allow' }, 'Don’t allow')}
</form>`,
  }
}
