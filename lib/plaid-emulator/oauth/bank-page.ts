import { type Context, findDocument } from '../context'
import { loginFailure, PlaidFailure } from '../errors'
import { linkTokenOfHosted } from '../hosted/hosted-token'
import { hashToken } from '../ids'
import { refuseWhileUnreachable } from '../institution-health'
import { chosenAccounts, offeredAccounts, openLogin, refuseForUpdate, updatedItem } from '../link-accounts'
import { type LinkTokenDocument, linkKeys, linkTokenSchema } from '../link-documents'
import { answersAreRight, mfaRounds, signIn } from '../logins'
import { noticePage } from '../notice-page'
import type { Page } from '../pages'
import type { Institution } from '../world/institution'
import { findInstitution } from '../world/institutions'
import { consentForm, mfaForm, signInForm, type Trouble } from './bank-forms'
import { bankNotice, bankPage } from './bank-frame'
import {
  findOauthState,
  type OauthStateDocument,
  oauthStateChange,
  type StoredOauthState,
} from './oauth-state'

const maxFormBytes = 200_000
/** Only a window that Link opened may close itself; any other stays and shows what it says. */
const closing = 'window.close()'

/** A visit to the bank, and what it is for. */
interface BankVisit {
  context: Context
  state: StoredOauthState
  token: LinkTokenDocument
  institution: Institution
  now: number
  /** What follows the path in the address of the page. */
  query: string
  /** Where the bank leads in the end; null where Link waits beside it. */
  returnTo: string | null
}

const nowhere = (status: 404 | 410, title: string, text: string) =>
  noticePage({ title, text, status, foot: 'The Plaid emulator. No real bank is contacted.' })

/** Where a visit leads back to: the page of Hosted Link that it came from, the app, or nowhere. */
function returnOf(id: string, { linkTokenHash }: OauthStateDocument, token: LinkTokenDocument, url: URL) {
  const hostedId = url.searchParams.get('hosted')
  const isTheirs = hostedId !== null && hashToken(linkTokenOfHosted(hostedId)) === linkTokenHash
  if (isTheirs) return `../hosted/${hostedId}?oauth_state_id=${id}`
  return token.redirectUri === null ? null : `${token.redirectUri}?oauth_state_id=${id}`
}

async function openVisit(context: Context, id: string, url: URL): Promise<BankVisit | Response> {
  const state = await findOauthState(context, id)
  const now = await context.now()
  if (state === null) {
    return nowhere(
      404,
      'Nothing begins here',
      'This address is not one that an app has sent you to. Go back and start again.',
    )
  }
  const token = await findDocument(context.store, linkKeys.token(state.value.linkTokenHash), linkTokenSchema)
  const institution = findInstitution(state.value.institutionId)
  if (token === null || institution === null || now >= state.value.expiresAt) {
    return nowhere(
      410,
      'This visit has expired',
      'It took too long. Go back to the app that sent you here and start again.',
    )
  }
  const returnTo = returnOf(id, state.value, token.value, url)
  return { context, state, token: token.value, institution, now, query: url.search, returnTo }
}

/** Leads on, by a redirect that a browser follows with GET. */
const leadTo = (location: string) =>
  new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })

const again = ({ state, query }: BankVisit) => leadTo(`./${state.id}${query}`)

/** Takes the next step, unless somebody else has; either way the page then shows how things stand. */
async function move(visit: BankVisit, change: Partial<OauthStateDocument>): Promise<Response> {
  const isOurs = await visit.context.store.write([oauthStateChange(visit.state, change)])
  const isOver = change.stage === 'granted' || change.stage === 'denied'
  return isOurs && isOver && visit.returnTo !== null ? leadTo(visit.returnTo) : again(visit)
}

/** The words of a bank that refuses: beside a field where it is about one. */
function troubleOf(error: unknown, fields: Readonly<Record<string, string>>): Trouble {
  if (!(error instanceof PlaidFailure)) throw error
  const { error_code, error_message, display_message } = error.body
  const field = fields[error_code] ?? null
  const text = display_message ?? error_message
  return field === null ? { field, text, code: error_code } : { field, text }
}

function openedLogin(visit: BankVisit) {
  const { value } = visit.state
  const login = { username: value.username ?? '', custom: value.custom }
  return openLogin(visit, visit.institution, login, value.itemId)
}

const loginOf = ({ username, custom }: OauthStateDocument) => ({ username: username ?? '', custom })

async function show(visit: BankVisit, trouble: Trouble | null = null, username = ''): Promise<Response> {
  const { state, token, institution, returnTo } = visit
  const { value } = state
  const app = token.clientName
  const status = trouble === null ? 200 : 422
  if (value.stage === 'granted' || value.stage === 'denied') {
    const isGranted = value.stage === 'granted'
    const isFresh = value.processedAt === null && returnTo !== null
    return bankNotice(institution, {
      title: isGranted ? 'You have allowed it' : 'Nothing was shared',
      text: isFresh ? `Go back to ${app} to finish.` : `You may close this window and go on in ${app}.`,
      link: isFresh ? { href: returnTo, label: `Back to ${app}` } : null,
      ...(returnTo === null ? { script: closing } : {}),
    })
  }
  if (value.stage === 'sign-in') {
    const form = signInForm({ app, isUpdate: token.itemId !== null, username, trouble })
    return bankPage(institution, form, status)
  }
  const round = mfaRounds(loginOf(value))[value.mfaRound]
  if (value.stage === 'mfa' && round !== undefined) {
    return bankPage(institution, mfaForm(round, trouble), status)
  }
  const opened = await openedLogin(visit)
  const offered = offeredAccounts(visit, opened)
  const accounts = token.selectsAccounts ? offered : offered.filter(({ selected }) => selected)
  const products = [
    ...new Set([...opened.item.products, ...opened.item.consented, ...token.productsConsented]),
  ]
  const form = consentForm({
    app,
    accounts,
    selection: token.selectsAccounts ? token.selection : null,
    products: products.filter((product) => institution.products.includes(product)),
    days: institution.consentDays,
    trouble,
  })
  return bankPage(institution, form, status)
}

/** Is there anything to share? Told before the person is asked to. */
async function checkAccounts(visit: BankVisit, change: Partial<OauthStateDocument>): Promise<void> {
  const after = { ...visit, state: { ...visit.state, value: { ...visit.state.value, ...change } } }
  offeredAccounts(after, await openedLogin(after))
}

async function takeSignIn(visit: BankVisit, form: URLSearchParams): Promise<Response> {
  const username = (form.get('username') ?? '').trim()
  const password = form.get('password') ?? ''
  const refuse = (trouble: Trouble) => show(visit, trouble, username)
  if (username === '') return refuse({ field: 'username', text: 'Enter your username.' })
  if (password === '') return refuse({ field: 'password', text: 'Enter your password.' })
  try {
    await refuseWhileUnreachable(visit.context, visit.institution)
    const login = signIn(username, password)
    refuseForUpdate(await updatedItem(visit), login)
    const change = { ...login, mfaRound: 0 }
    if (mfaRounds(login).length > 0) return await move(visit, { ...change, stage: 'mfa' })
    await checkAccounts(visit, change)
    return await move(visit, { ...change, stage: 'consent' })
  } catch (error) {
    return refuse(
      troubleOf(error, {
        INVALID_CREDENTIALS: 'password',
        INSUFFICIENT_CREDENTIALS: 'password',
        INVALID_UPDATED_USERNAME: 'username',
      }),
    )
  }
}

async function takeAnswers(visit: BankVisit, form: URLSearchParams): Promise<Response> {
  const { value } = visit.state
  const rounds = mfaRounds(loginOf(value))
  const round = rounds[value.mfaRound]
  if (round === undefined) return again(visit)
  const answers = round.prompts.map((_, index) => form.get(`answer-${index}`) ?? '')
  const blank = answers.findIndex((answer) => answer.trim() === '')
  if (blank >= 0) return show(visit, { field: `answer-${blank}`, text: 'Answer this to go on.' })
  if (!answersAreRight(round, answers)) {
    const text = loginFailure('INVALID_MFA')?.body.display_message ?? 'That is not the right answer.'
    return show(visit, { field: `answer-${round.prompts.length - 1}`, text })
  }
  const mfaRound = value.mfaRound + 1
  if (mfaRound < rounds.length) return move(visit, { mfaRound })
  try {
    await checkAccounts(visit, {})
  } catch (error) {
    return show(visit, troubleOf(error, {}))
  }
  return move(visit, { mfaRound, stage: 'consent' })
}

async function takeConsent(visit: BankVisit, form: URLSearchParams): Promise<Response> {
  if (!visit.token.selectsAccounts) return move(visit, { stage: 'granted', accountIds: null })
  const accountIds = form.getAll('account')
  try {
    chosenAccounts(visit, await openedLogin(visit), accountIds)
  } catch (error) {
    return show(visit, troubleOf(error, { INVALID_ACCOUNT_ID: 'account' }))
  }
  return move(visit, { stage: 'granted', accountIds })
}

/** What each form sends, and at which stage it is a step. */
const steps = {
  'sign-in': takeSignIn,
  mfa: takeAnswers,
  consent: takeConsent,
} as const
const decisions: Readonly<Record<string, string>> = { 'sign-in': 'sign-in', answer: 'mfa', allow: 'consent' }

async function take(visit: BankVisit, form: URLSearchParams): Promise<Response> {
  const { stage } = visit.state.value
  if (stage === 'granted' || stage === 'denied') return again(visit)
  const decision = form.get('decision') ?? ''
  if (decision === 'deny') return move(visit, { stage: 'denied' })
  // A form of a step that is over, sent again by way of the back button, changes nothing.
  return decisions[decision] === stage ? steps[stage](visit, form) : again(visit)
}

/** A bank's own page, where one signs in, chooses accounts, and allows or refuses: by forms, with no script. */
export const bankPages: readonly Page[] = [
  {
    methods: ['GET', 'POST'],
    path: /^\/oauth\/([^/]+)$/,
    answer: async (context, request, [id = '']) => {
      const visit = await openVisit(context, id, new URL(request.url))
      if (visit instanceof Response) return visit
      try {
        if (request.method !== 'POST') return await show(visit)
        const body = await request.text()
        return await take(visit, new URLSearchParams(body.length > maxFormBytes ? '' : body))
      } catch (error) {
        // The Item that the visit was for has been removed meanwhile, or its accounts have.
        const { text } = troubleOf(error, {})
        return bankNotice(visit.institution, { title: 'This cannot go on', text }, 410)
      }
    },
  },
]
