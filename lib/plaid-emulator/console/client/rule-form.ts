import { counted, durationWords } from './format'

/** What a fault is called, what it does, and what can be said about it. */
interface Fault {
  label: string
  says: string
  fields: readonly FaultField[]
}

export type FaultField = 'path' | 'webhook_code' | 'status' | 'delay_ms'

/** The faults, in the order in which they are offered. Each can be bound to an Item, counted and left to chance. */
export const faults = {
  latency: { label: 'Slow answer', says: 'The answer comes later.', fields: ['path', 'delay_ms'] },
  status: {
    label: 'Error answer',
    says: 'The call is answered with an error of the server, or of too many calls.',
    fields: ['path', 'status'],
  },
  cut: {
    label: 'Connection cut',
    says: 'The connection breaks in the middle of the body.',
    fields: ['path'],
  },
  malformed: {
    label: 'Malformed JSON',
    says: 'The body is no JSON, under a status that says that all is well.',
    fields: ['path'],
  },
  mutation: {
    label: 'Change between pages',
    says: 'A page of transactions after the first answers TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION.',
    fields: [],
  },
  webhook_duplicate: {
    label: 'Webhook twice',
    says: 'A webhook is delivered two times.',
    fields: ['webhook_code'],
  },
  webhook_reorder: {
    label: 'Webhook out of turn',
    says: 'A webhook is held back until another one has overtaken it.',
    fields: ['webhook_code'],
  },
  webhook_delay: {
    label: 'Webhook late',
    says: 'A webhook is delivered later.',
    fields: ['webhook_code', 'delay_ms'],
  },
  webhook_lose: { label: 'Webhook lost', says: 'A webhook is never delivered.', fields: ['webhook_code'] },
  webhook_forge: {
    label: 'Webhook forged',
    says: 'A webhook comes with a signature that no key of the emulator made.',
    fields: ['webhook_code'],
  },
} as const satisfies Record<string, Fault>

export type FaultName = keyof typeof faults

export const isFault = (name: string): name is FaultName => Object.hasOwn(faults, name)

/** The order in which the names are offered. */
export const faultNames = Object.keys(faults).filter(isFault)

/** Whether a form for this fault asks for the field. */
export function asksFor(fault: FaultName, field: FaultField): boolean {
  const asked: readonly FaultField[] = faults[fault].fields
  return asked.includes(field)
}

/** What somebody has typed. All of it text, as inputs have it. */
export interface RuleDraft {
  fault: string
  path: string
  item_id: string
  webhook_code: string
  /** How many times; empty for ever. */
  times: string
  /** In percent. */
  chance: string
  seed: string
  status: string
  /** In seconds. */
  delay: string
}

/** A rule as the control plane takes it: only what its fault has. */
export interface NewRule {
  fault: FaultName
  path?: string
  item_id?: string
  webhook_code?: string
  times?: number
  chance?: number
  seed?: string
  delay_ms?: number
  status?: number
}

export type Checked = { rule: NewRule } | { field: keyof RuleDraft; words: string }

const wrong = (field: keyof RuleDraft, words: string) => ({ field, words })

/** Makes a rule of what was typed, or says which field is wrong and why. */
export function toRule(draft: RuleDraft): Checked {
  const { fault } = draft
  if (!isFault(fault)) return wrong('fault', 'Choose a fault.')
  const rule: NewRule = { fault }
  if (asksFor(fault, 'path')) {
    rule.path = draft.path.trim() || '*'
    if (rule.path !== '*' && !/^\/[a-z_/-]+$/.test(rule.path)) {
      return wrong('path', 'Give a path such as /transactions/sync, or * for all of them.')
    }
  }
  if (asksFor(fault, 'webhook_code') && draft.webhook_code.trim() !== '') {
    rule.webhook_code = draft.webhook_code.trim()
    if (!/^[A-Z_]+$/.test(rule.webhook_code)) {
      return wrong(
        'webhook_code',
        'Give a code such as SYNC_UPDATES_AVAILABLE, or leave it empty for all of them.',
      )
    }
  }
  if (draft.item_id !== '') rule.item_id = draft.item_id
  if (asksFor(fault, 'status')) rule.status = Number(draft.status)
  if (asksFor(fault, 'delay_ms')) {
    const seconds = Number(draft.delay)
    if (draft.delay.trim() === '' || !(seconds > 0 && seconds <= 3600)) {
      return wrong('delay', 'Give a delay of more than 0 and up to 3600 seconds.')
    }
    rule.delay_ms = Math.round(seconds * 1000)
  }
  if (draft.times.trim() !== '') {
    rule.times = Number(draft.times)
    if (!Number.isInteger(rule.times) || rule.times < 1 || rule.times > 1000) {
      return wrong('times', 'Give a whole number from 1 to 1000, or leave it empty for ever.')
    }
  }
  const percent = draft.chance.trim() === '' ? 100 : Number(draft.chance)
  if (!(percent > 0 && percent <= 100))
    return wrong('chance', 'Give a chance of more than 0 and up to 100 percent.')
  if (percent < 100) {
    rule.chance = percent / 100
    if (draft.seed.trim() !== '') rule.seed = draft.seed.trim()
  }
  return { rule }
}

/** A rule as far as a sentence about it needs. */
export interface ToldRule {
  fault: string
  path?: string | null
  item_id?: string | null
  webhook_code?: string | null
  times?: number | null
  chance?: number | null
  seed?: string | null
  delay_ms?: number | null
  status?: number | null
}

function happening({ fault, path, webhook_code, status, delay_ms }: ToldRule): string {
  const calls = path === '*' || path == null ? 'Every call' : `Every ${path}`
  const webhook =
    webhook_code == null || webhook_code === '*' ? 'Every webhook' : `Every ${webhook_code} webhook`
  const late = durationWords(delay_ms ?? 0)
  switch (fault) {
    case 'latency':
      return `${calls} is answered ${late} late`
    case 'status':
      return `${calls} is answered with ${status ?? 500}`
    case 'cut':
      return `${calls} is cut off in the middle of its answer`
    case 'malformed':
      return `${calls} is answered with malformed JSON`
    case 'mutation':
      return 'Data changes between the pages of /transactions/sync'
    case 'webhook_duplicate':
      return `${webhook} is delivered twice`
    case 'webhook_reorder':
      return `${webhook} is overtaken by the next one`
    case 'webhook_delay':
      return `${webhook} is delivered ${late} late`
    case 'webhook_lose':
      return `${webhook} is lost`
    case 'webhook_forge':
      return `${webhook} is signed with a forged key`
    default:
      return `${fault} on ${path ?? webhook_code ?? 'everything'}`
  }
}

/** A rule in one sentence. `itemName` is how its Item is called, where it is bound to one. */
export function ruleSentence(rule: ToldRule, itemName: string | null): string {
  const whose = rule.item_id == null ? '' : ` for ${itemName ?? rule.item_id}`
  const times = rule.times == null ? '' : `, ${counted(rule.times, 'time')}`
  const chance = rule.chance ?? 1
  const seed = rule.seed == null || rule.seed === '' ? '' : ` under seed ${rule.seed}`
  const luck = chance < 1 ? `, with a chance of ${Number((chance * 100).toFixed(2))}%${seed}` : ''
  return `${happening(rule)}${whose}${times}${luck}.`
}
