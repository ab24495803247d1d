import type { CustomUser } from './custom-user'
import { failure, loginFailure, type PlaidFailure } from './errors'

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

const devices = ['Text message to ••• ••• 0100', 'E-mail to k•••@example.com']

const numbered = (count: number) => Array.from({ length: count }, (_, index) => index)

/** Bounded, so that a name cannot ask for a million questions. */
const atMost = (text: string | undefined, usual: number) => Math.max(1, Math.min(5, Number(text ?? usual)))

/**
 * What the pretend banks ask a user after the password, round by round; empty for most. By name: `mfa_device` (any
 * device, code 1234), `mfa_questions_<rounds>_<questions>` (answers `answer_<round>_<question>`, from 0), and
 * `mfa_selections_<rounds>_<questions>_<options>` (answer `Yes`).
 */
export function mfaRounds({ username }: Login): MfaRound[] {
  if (username === 'mfa_device') {
    return [
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
  }
  const questions = /^mfa_questions(?:_(\d+)_(\d+))?$/.exec(username)
  if (questions !== null) {
    return numbered(atMost(questions[1], 1)).map((round) => {
      const asked = numbered(atMost(questions[2], 1))
      return {
        kind: 'questions',
        prompts: asked.map((index) => ({
          text: `Security question ${round + 1}.${index + 1}`,
          options: null,
        })),
        answers: asked.map((index) => `answer_${round}_${index}`),
      }
    })
  }
  const selections = /^mfa_selections(?:_(\d+)_(\d+)_(\d+))?$/.exec(username)
  if (selections !== null) {
    const options = ['Yes', 'No', ...numbered(atMost(selections[3], 2)).map((index) => `Choice ${index + 1}`)]
    return numbered(atMost(selections[1], 1)).map((round) => {
      const asked = numbered(atMost(selections[2], 1))
      return {
        kind: 'selections',
        prompts: asked.map((index) => ({
          text: `Is statement ${round + 1}.${index + 1} true of you?`,
          options: options.slice(0, Math.max(2, atMost(selections[3], 2))),
        })),
        answers: asked.map(() => 'Yes'),
      }
    })
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

/**
 * Signs in at a pretend bank, or fails as the bank does. Right are any `user_…` and any `mfa_…` with the password
 * `pass_good`, and `user_transactions_dynamic` with any password. A password `error_<CODE>` meets that error.
 */
export function signIn(username: string, password: string): Login {
  const forced = /^error_([A-Z_]+)$/.exec(password)
  const refusal = forced?.[1] === undefined ? null : loginFailure(forced[1])
  if (refusal !== null) throw refusal
  const login: Login = { username, custom: null }
  if (username === 'user_transactions_dynamic' && password !== '') return login
  const isKnown = /^user_[a-z0-9_]+$/.test(username) || mfaRounds(login).length > 0
  if (isKnown && password === 'pass_good') return login
  throw refusedLogin('INVALID_CREDENTIALS')
}
