import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import { MEANINGS, meaningOf } from '@/lib/bank/meanings'
import { codeHref } from '@/lib/connections/code-search'
import messages from '@/lib/i18n/messages/en.codes.json'
import { codeBook } from './code-book'
import { actionLabel, codeWords, durationText, retryText } from './meaning-words'

const t = createTranslator({ locale: 'en', messages: { codes: messages }, namespace: 'codes' })
const everything = codeBook(t, '')
const entries = everything.groups.flatMap((group) => group.entries)

/** A sentence for people: no code in it, no exclamation mark, and nothing left of the catalogue's grammar. */
const PLAIN = /^[^_{}!]*[.]$/

describe('the words of a code', () => {
  it('are there for every code, as whole and plain sentences', () => {
    for (const code of Object.keys(MEANINGS)) {
      const { title, body } = codeWords(t, code, null, 'Tartan Bank')
      expect(title, code).toMatch(PLAIN)
      expect(body, code).toMatch(PLAIN)
      expect(title.length, code).toBeLessThanOrEqual(90)
    }
  })

  it('are all used', () => {
    const used = new Set([...Object.values(MEANINGS).map(({ says }) => says), meaningOf('NEW', null).says])
    expect(Object.keys(messages.says).sort()).toEqual([...used].sort())
  })

  it('name the bank where one is spoken of, and are whole without', () => {
    expect(codeWords(t, 'ITEM_LOCKED', 'ITEM_ERROR', 'Tartan Bank').title).toBe(
      'Tartan Bank has locked this login.',
    )
    expect(codeWords(t, 'ITEM_LOCKED', 'ITEM_ERROR').title).toBe('The bank has locked this login.')
  })

  it('say what to do where the person has to act, and that there is nothing to do where the bank or Plaid has', () => {
    for (const [code, { actor, action, body }] of Object.entries(MEANINGS).map(
      ([code, meaning]) => [code, { ...meaning, ...codeWords(t, code, null) }] as const,
    )) {
      if (action === 'choose_accounts') expect(body, code).toMatch(/choose/i)
      if (action === 'connect_again') expect(body, code).toMatch(/connect anew/i)
      if (action === 'unlock') expect(body, code).toMatch(/bank’s own site.*reconnect here/i)
      if (actor === 'operator') expect(body, code).toMatch(/whoever runs/i)
    }
  })

  it('admit of a code that is not known that it is not', () => {
    const { title, body } = codeWords(t, 'NEVER_HEARD_OF', 'NEW_ERROR', 'Tartan Bank')
    expect(title).toMatch(/Tartan Bank .* not known here/)
    expect(body).toMatch(/last good data stay/)
  })

  it('tell when it is tried again', () => {
    expect(retryText(t, meaningOf('INSTITUTION_NOT_RESPONDING', null).retry, 'en')).toBe(
      'Tried again after 30 seconds, then less and less often, up to 1 hour apart, 10 times in all.',
    )
    expect(retryText(t, null, 'en')).toBe('Not tried again by itself.')
    expect(durationText(5_400, 'en')).toBe('1.5 hours')
  })

  it('have a label for each action', () => {
    expect(actionLabel(t, 'reconnect')).toBe('Reconnect')
    expect(new Set(Object.values(messages.action)).size).toBe(Object.keys(messages.action).length)
  })
})

describe('the list of codes', () => {
  it('has every code once, each where a link finds it', () => {
    const ids = [
      ...entries.map(({ id }) => id),
      ...everything.webhooks.map(({ id }) => id),
      ...everything.elsewhere.flatMap(({ codes }) => codes),
      ...everything.groups.map(({ id }) => id),
    ]
    expect(new Set(ids).size).toBe(ids.length)
    for (const code of Object.keys(MEANINGS)) {
      expect(entries.filter((entry) => entry.code === code)).toHaveLength(1)
      expect(codeHref(code)).toBe(`/connections/codes#${code}`)
    }
    expect(codeHref('HTTP_503')).toBe('/connections/codes#HTTP_5XX')
    expect(codeHref('"><script>')).not.toMatch(/[<>"]/)
  })

  it('tells of each type what any other code of it means, as one that is not known', () => {
    const others = entries.filter(({ code }) => code === null)
    expect(others).toHaveLength(everything.groups.filter(({ type }) => type !== null).length)
    expect(others.every(({ meaning }) => !meaning.known)).toBe(true)
  })

  it('finds by code, by its words, by what is said, and by type, in whatever case', () => {
    const codes = (text: string) =>
      codeBook(t, text).groups.flatMap((group) => group.entries.map(({ code }) => code))
    expect(codes('ITEM_LOCKED')).toEqual(['ITEM_LOCKED'])
    expect(codes(' item locked ')).toEqual(['ITEM_LOCKED'])
    expect(codes('new password')).toEqual(['PASSWORD_RESET_REQUIRED'])
    expect(codes('oauth_error')).toContain('OAUTH_STATE_ID_NOT_FOUND')
    expect(codeBook(t, 'PAYMENT_BLOCKED').elsewhere).toEqual([
      { type: 'PAYMENT_ERROR', codes: ['PAYMENT_BLOCKED'] },
    ])
    expect(codeBook(t, 'item.login_repaired').webhooks.map(({ id }) => id)).toEqual(['ITEM.LOGIN_REPAIRED'])
  })

  it('counts what it shows, and nothing for what nobody says', () => {
    expect(codeBook(t, 'zebra').count).toBe(0)
    expect(codeBook(t, 'ITEM_LOCKED').count).toBe(1)
    expect(everything.count).toBeGreaterThan(200)
  })
})
