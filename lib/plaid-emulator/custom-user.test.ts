import { describe, expect, it } from 'vitest'
import { type CustomUser, parseCustomUser } from './custom-user'
import { mfaRounds, signIn } from './logins'

describe('the JSON of a custom user', () => {
  const reject = (json: unknown) => expect(parseCustomUser(JSON.stringify(json))).toBeNull()

  it('may leave out everything but the type of an account, or say null for it', () => {
    expect(parseCustomUser('{}')).toEqual({})
    const blank = { version: null, seed: null, mfa: { type: null }, recaptcha: null, force_error: null }
    expect(parseCustomUser(JSON.stringify(blank))).toEqual(blank)
    const account = { type: 'credit', subtype: null, meta: { name: null, mask: '' }, transactions: null }
    expect(parseCustomUser(JSON.stringify({ override_accounts: [account] }))).not.toBeNull()
    reject({ override_accounts: [{ subtype: 'checking' }] })
  })

  it('reads the same after it has been stored, however its fields were ordered', () => {
    const custom = parseCustomUser(
      '{"note":1,"override_accounts":[{"extra":{"b":1,"a":2},"transactions":[],"type":"loan","meta":{"mask":"12","name":"X"}}],"seed":"s"}',
    )
    const text = JSON.stringify(custom)
    expect(JSON.stringify(parseCustomUser(text))).toBe(text)
    expect(text).toContain('"extra":{"b":1,"a":2}')
  })

  it('is refused where it breaks the shape or is too large', () => {
    expect(parseCustomUser('pass_good')).toBeNull()
    reject([])
    reject({ override_accounts: [{ type: 'depository', subtype: 'chequing' }] })
    reject({ override_accounts: [{ type: 'depository', meta: { mask: '12345' } }] })
    reject({
      override_accounts: [
        { type: 'depository', force_available_balance: 1, has_null_available_balance: true },
      ],
    })
    reject({ override_accounts: [{ type: 'depository', inflow_model: { type: 'monthly-income' } }] })
    reject({ override_accounts: Array.from({ length: 11 }, () => ({ type: 'depository' })) })
    const row = { date_transacted: '2026-01-01', date_posted: '2026-01-02', amount: 1, description: 'X' }
    const rows = (length: number) => [{ type: 'depository', transactions: Array.from({ length }, () => row) }]
    expect(parseCustomUser(JSON.stringify({ override_accounts: rows(250) }))).not.toBeNull()
    reject({ override_accounts: rows(251) })
    reject({ seed: 'x'.repeat(55_001) })
  })

  it('decides what is asked after the password, and which error is met', () => {
    const rounds = (mfa: CustomUser['mfa']) => mfaRounds({ username: 'user_custom', custom: { mfa } })
    expect(rounds({ type: 'device' }).map(({ kind }) => kind)).toEqual(['device', 'code'])
    const questions = rounds({ type: 'questions', question_rounds: 2, questions_per_round: 3 })
    expect(questions.map(({ answers }) => answers)).toEqual([
      ['answer_0_0', 'answer_0_1', 'answer_0_2'],
      ['answer_1_0', 'answer_1_1', 'answer_1_2'],
    ])
    const [selection] = rounds({ type: 'selections', selections_per_question: 4 })
    expect(selection?.prompts).toHaveLength(2)
    expect(selection?.prompts[0]?.options).toHaveLength(4)
    expect(selection?.answers[0]).toBe(selection?.prompts[0]?.options?.[0])
    expect(rounds({ type: null })).toEqual([])
    for (const code of [
      'ITEM_LOCKED',
      'ITEM_LOGIN_REQUIRED',
      'PLAID_ERROR',
      'INVALID_LINK_TOKEN',
      'NO_ACCOUNTS',
    ]) {
      expect(() => signIn('user_custom', JSON.stringify({ force_error: code }))).toThrow(
        expect.objectContaining({ body: expect.objectContaining({ error_code: code }) }),
      )
    }
    expect(() => signIn('user_custom', 'pass_good')).toThrow(
      expect.objectContaining({ body: expect.objectContaining({ error_code: 'INVALID_CREDENTIALS' }) }),
    )
    expect(() => signIn('user_custom', '{"recaptcha":"bad"}')).toThrow(
      expect.objectContaining({ body: expect.objectContaining({ error_type: 'RECAPTCHA_ERROR' }) }),
    )
  })
})
