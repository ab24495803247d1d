import { CODES_ELSEWHERE, LINK_CODES, OWN_CODES, PLAID_CODES, TYPES_WITHOUT_CODES } from '@/lib/bank/codes'
import { BY_TYPE, type Meaning, meaningOf } from '@/lib/bank/meanings'
import {
  WEBHOOK_CODES,
  WEBHOOK_TYPES_ELSEWHERE,
  type WebhookMeaning,
  webhookMeaning,
} from '@/lib/bank/webhook-meanings'
import { type CodesWords, type CodeWords, codeWords } from './meaning-words'

export interface CodeEntry extends CodeWords {
  /** The fragment of the page by which it is found. */
  id: string
  /** Null for the last entry of a type: any other code of it. */
  code: string | null
  meaning: Meaning
}

export interface CodeGroup {
  id: string
  /** Plaid's error type, where the group is one. */
  type: string | null
  title: string
  entries: CodeEntry[]
}

export interface WebhookEntry {
  id: string
  type: string
  code: string
  meaning: WebhookMeaning
}

/** Codes by type that can come only with another setup than Evenkeel's. */
export interface ElsewhereEntry {
  type: string
  codes: readonly string[]
}

export interface CodeBook {
  groups: CodeGroup[]
  elsewhere: ElsewhereEntry[]
  webhooks: WebhookEntry[]
  /** Types of webhooks that are noted whatever their code. */
  webhookTypes: readonly string[]
  /** Of all of them. */
  count: number
}

/** Everything that has a meaning here, in the page's order; with a text, only what has it in code or words. */
export function codeBook(t: CodesWords, text: string): CodeBook {
  const matches = matcher(text)
  const groups = allGroups(t)
    .map((group) => ({
      ...group,
      entries: group.entries.filter(({ code, title, body }) =>
        matches(code, group.type, group.title, title, body),
      ),
    }))
    .filter(({ entries }) => entries.length > 0)
  const elsewhere = allElsewhere()
    .map(({ type, codes }) => ({
      type,
      codes: matches(type) ? codes : codes.filter((code) => matches(code)),
    }))
    .filter(({ type, codes }) => codes.length > 0 || matches(type))
  const webhooks = allWebhooks().filter(({ type, code, meaning }) =>
    matches(`${type}.${code}`, `${type} ${code}`, t(`webhooks.effect.${meaning.effect}`)),
  )
  const webhookTypes = WEBHOOK_TYPES_ELSEWHERE.filter((type) => matches(type))
  const listed = elsewhere.reduce((sum, { codes }) => sum + Math.max(codes.length, 1), 0)
  const told = groups.reduce((sum, { entries }) => sum + entries.length, 0)
  const count = told + listed + webhooks.length + webhookTypes.length
  return { groups, elsewhere, webhooks, webhookTypes, count }
}

/** Whether one of the strings has the text; a code is found by its words too, such as "item locked". */
function matcher(text: string): (...strings: (string | null)[]) => boolean {
  const wanted = text.trim().toLowerCase().replaceAll('_', ' ')
  return (...strings) => strings.some((string) => string?.toLowerCase().replaceAll('_', ' ').includes(wanted))
}

function allGroups(t: CodesWords): CodeGroup[] {
  const entry = (type: string | null) => (code: string) => ({
    id: code,
    code,
    meaning: meaningOf(code, type),
    ...codeWords(t, code, type),
  })
  const byType = keysOf(PLAID_CODES).map((type) => ({
    id: `type-${type}`,
    type,
    title: t(`type.${type}`),
    entries: [...PLAID_CODES[type].map(entry(type)), otherEntry(t, type)],
  }))
  return [
    ...byType,
    { id: 'type-link', type: null, title: t('type.link'), entries: LINK_CODES.map(entry(null)) },
    { id: 'type-own', type: null, title: t('type.own'), entries: OWN_CODES.map(entry(null)) },
  ]
}

function otherEntry(t: CodesWords, type: keyof typeof PLAID_CODES): CodeEntry {
  const meaning = { ...BY_TYPE[type], known: false }
  return {
    id: `other-${type}`,
    code: null,
    meaning,
    title: t(`says.${meaning.says}.title`, { bank: t('theBank') }),
    body: t(`says.${meaning.says}.body`),
  }
}

function allElsewhere(): ElsewhereEntry[] {
  return [
    ...keysOf(CODES_ELSEWHERE).map((type) => ({ type, codes: CODES_ELSEWHERE[type] })),
    ...TYPES_WITHOUT_CODES.map((type) => ({ type, codes: [] })),
  ]
}

function allWebhooks(): WebhookEntry[] {
  return keysOf(WEBHOOK_CODES).flatMap((type) =>
    WEBHOOK_CODES[type].map((code) => ({
      id: `${type}.${code}`,
      type,
      code,
      meaning: webhookMeaning(type, code),
    })),
  )
}

/** `Object.keys`, which cannot promise that there are no more than the type says: of these there are not. */
function keysOf<Keyed extends object>(keyed: Keyed): (keyof Keyed & string)[] {
  return Object.keys(keyed) as (keyof Keyed & string)[]
}
