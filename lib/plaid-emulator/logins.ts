import { type CustomUser, type ForcedError, parseCustomUser } from './custom-user'
import { errorBody, failure, invalidLinkToken, loginFailure, loginRequiredBody, PlaidFailure } from './errors'
import { volumeOf } from './world/volume'

/** Who signs in at a pretend bank. */
export interface Login {
  username: string
  custom: CustomUser | null
}

/** A question that a bank asks after the password. */
export interface MfaRound {
  kind: 'device' | 'code' | 'questions' | 'selections'
  prompts: { text: string; options: string[] | null }[]
  /** The right answers, one for each prompt; null where any of the options will do. */
  answers: (string | null)[]
}

/** The user whose every refresh brings new movements and posts the pending ones. */
export const dynamicUser = 'user_transactions_dynamic'

const devices = ['Text message to ••• ••• 0100', 'E-mail to k•••@example.com']

const numbered = (count: number) => Array.from({ length: count }, (_, index) => index)

/** Bounded, so that a name cannot ask for a million questions. */
const atMost = (text: string | number | null | undefined, usual: number) =>
  Math.max(1, Math.min(5, Number(text ?? usual)))

const deviceRounds: MfaRound[] = [
  {
    kind: 'device',
    prompts: [{ text: 'Where should the code be sent?', options: devices }],
    answers: [null],
  },
  {
    kind: 'code',
    prompts: [{ text: 'Enter the code that was sent to you', options: null }],
    answers: ['1234'],
  },
]

function questionRounds(rounds: number, perRound: number): MfaRound[] {
  return numbered(rounds).map((round) => {
    const asked = numbered(perRound)
    return {
      kind: 'questions',
      prompts: asked.map((index) => ({ text: `Security question ${round + 1}.${index + 1}`, options: null })),
      answers: asked.map((index) => `answer_${round}_${index}`),
    }
  })
}

function selectionRounds(rounds: number, perRound: number, optionCount: number): MfaRound[] {
  const options = ['Yes', 'No', ...numbered(optionCount).map((index) => `Choice ${index + 1}`)]
  return numbered(rounds).map((round) => {
    const asked = numbered(perRound)
    return {
      kind: 'selections',
      prompts: asked.map((index) => ({
        text: `Is statement ${round + 1}.${index + 1} true of you?`,
        options: options.slice(0, Math.max(2, optionCount)),
      })),
      answers: asked.map(() => 'Yes'),
    }
  })
}

/** What the JSON of a custom user wants to be asked; the right selection is always the first one. */
function customRounds({ mfa }: CustomUser): MfaRound[] {
  switch (mfa?.type) {
    case 'device':
      return deviceRounds
    case 'questions':
      return questionRounds(atMost(mfa.question_rounds, 1), atMost(mfa.questions_per_round, 1))
    case 'selections':
      return selectionRounds(
        atMost(mfa.selection_rounds, 1),
        atMost(mfa.questions_per_round, 2),
        atMost(mfa.selections_per_question, 2),
      )
    default:
      return []
  }
}

/**
 * What the pretend banks ask a user after the password, round by round; empty for most. By name: `mfa_device` (any
 * device, code 1234), `mfa_questions_<rounds>_<questions>` (answers `answer_<round>_<question>`, from 0), and
 * `mfa_selections_<rounds>_<questions>_<options>` (answer `Yes`). A custom user's JSON says it itself.
 */
export function mfaRounds({ username, custom }: Login): MfaRound[] {
  if (custom !== null) return customRounds(custom)
  if (username === 'mfa_device') return deviceRounds
  const questions = /^mfa_questions(?:_(\d+)_(\d+))?$/.exec(username)
  if (questions !== null) return questionRounds(atMost(questions[1], 1), atMost(questions[2], 1))
  const selections = /^mfa_selections(?:_(\d+)_(\d+)_(\d+))?$/.exec(username)
  if (selections !== null) {
    return selectionRounds(atMost(selections[1], 1), atMost(selections[2], 1), atMost(selections[3], 2))
  }
  return []
}

/** Are these the answers that the bank wants to hear? */
export function answersAreRight(round: MfaRound, given: readonly string[]): boolean {
  return (
    given.length === round.prompts.length &&
    round.answers.every((answer, index) =>
      answer === null
        ? round.prompts[index]?.options?.includes(given[index] ?? '')
        : answer === given[index]?.trim(),
    )
  )
}

/** The answer to a login that no bank knows. */
export function refusedLogin(code: string): PlaidFailure {
  return loginFailure(code) ?? failure('ITEM_ERROR', code, 'the login was refused')
}

/** The failure that a custom user's JSON forces. */
function forcedFailure(code: ForcedError): PlaidFailure {
  switch (code) {
    case 'ITEM_LOGIN_REQUIRED':
      return new PlaidFailure(loginRequiredBody, 400)
    case 'INVALID_LINK_TOKEN':
      return invalidLinkToken()
    case 'PLAID_ERROR':
      return new PlaidFailure(
        errorBody(
          'API_ERROR',
          code,
          'an unexpected error occurred',
          'Something went wrong. Please try again.',
        ),
        500,
      )
    default:
      return refusedLogin(code)
  }
}

/** Signs a custom user in, whose password is the JSON of what the bank should be. */
function signInCustom(username: string, password: string): Login {
  const custom = parseCustomUser(password)
  if (custom === null) throw refusedLogin('INVALID_CREDENTIALS')
  if (custom.force_error) throw forcedFailure(custom.force_error)
  if (custom.recaptcha === 'bad') {
    throw failure('RECAPTCHA_ERROR', 'RECAPTCHA_BAD', 'the provided reCAPTCHA response was not accepted', {
      display: 'That could not be confirmed. Please try again.',
    })
  }
  return { username, custom }
}

/**
 * Signs in at a pretend bank, or fails as the bank does. Right are any `user_…` and any `mfa_…` with the password
 * `pass_good`, `user_transactions_dynamic` with any password, and `user_custom` with a JSON (`CustomUser`). A
 * password `error_<CODE>` meets that error; a `user_volume_<n>` must name a number from 1 to a million.
 */
export function signIn(username: string, password: string): Login {
  const forced = /^error_([A-Z_]+)$/.exec(password)
  const refusal = forced?.[1] === undefined ? null : loginFailure(forced[1])
  if (refusal !== null) throw refusal
  if (username === 'user_custom') return signInCustom(username, password)
  const login: Login = { username, custom: null }
  if (username === 'user_transactions_dynamic' && password !== '') return login
  const isVolume = /^user_volume_\d+$/.test(username)
  const isKnown =
    (/^user_[a-z0-9_]+$/.test(username) && (!isVolume || volumeOf(username) !== null)) ||
    mfaRounds(login).length > 0
  if (isKnown && password === 'pass_good') return login
  throw refusedLogin('INVALID_CREDENTIALS')
}
