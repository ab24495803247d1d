import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/result'
import { RULE_LINES_MAX, RULE_NAME_MAX, RULE_TEXT_MAX, tidyTags } from './limits'

const TAG_MAX = 40
const TAGS_MAX = 20

/** A zero byte and half of a surrogate pair are no text to PostgreSQL. */
const text = (most: number) =>
  z
    .string()
    .transform((value) => value.replaceAll(/\0|\p{Surrogate}/gu, '').trim())
    .pipe(z.string().min(1).max(most))
const code = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/)
/** What a number(28, 10) holds, without a sign. */
const size = z.string().regex(/^\d{1,18}(\.\d{1,10})?$/)

const found = z.strictObject({ is: z.literal('text'), text: text(RULE_TEXT_MAX) })
const merchant = z.strictObject({ is: z.literal('merchant'), key: text(RULE_TEXT_MAX) })
const amountIs = z.strictObject({ is: z.literal('amount'), compare: z.enum(['=', '>', '<']), value: size })
const bound = z.strictObject({ is: z.literal('amount'), compare: z.enum(['>=', '<=']), value: size })

/** One line of a condition, held against what the bank says of a transaction. */
const ruleTerm = z.union([
  found,
  merchant,
  z.strictObject({ not: z.union([found, merchant]) }),
  amountIs,
  /** Between two amounts, both included. */
  z.strictObject({ all: z.array(bound).length(2) }),
  z.strictObject({ is: z.literal('direction'), direction: z.enum(['in', 'out']) }),
  z.strictObject({ is: z.literal('state'), state: z.enum(['pending', 'posted']) }),
  z.strictObject({ is: z.literal('account'), ids: z.array(z.uuid()).min(1).max(50) }),
  z.strictObject({ is: z.literal('currency'), currency: text(20) }),
  z.strictObject({ is: z.literal('category'), codes: z.array(code).min(1).max(50) }),
  z.strictObject({ is: z.literal('uncategorised') }),
])

const lines = z.array(ruleTerm).min(1).max(RULE_LINES_MAX)

/** A condition of lib/finance/entry-condition.ts, of the terms that the bank's own word can answer. */
export const ruleCondition = z.union([z.strictObject({ all: lines }), z.strictObject({ any: lines })])

/** What a rule says of the transactions that meet its condition: never nothing. */
export const ruleChanges = z
  .strictObject({
    category: code.optional(),
    /** Whom it was paid to or came from. */
    title: text(RULE_TEXT_MAX).optional(),
    tags: z
      .array(z.string())
      .transform(tidyTags)
      .pipe(z.array(z.string().max(TAG_MAX)).min(1).max(TAGS_MAX))
      .optional(),
    transfer: z.boolean().optional(),
    excluded: z.boolean().optional(),
    reviewed: z.literal(true).optional(),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined))

export type RuleTerm = z.output<typeof ruleTerm>
export type RuleCondition = z.output<typeof ruleCondition>
export type RuleChanges = z.output<typeof ruleChanges>

/** What a person writes of a rule. */
export const ruleDraft = z.strictObject({
  name: z
    .string()
    .transform((value) => value.replaceAll(/\0|\p{Surrogate}/gu, '').trim())
    .pipe(z.string().max(RULE_NAME_MAX)),
  condition: ruleCondition,
  changes: ruleChanges,
})
export type RuleDraft = z.output<typeof ruleDraft>

/** Which suggestion is meant: exactly as it was made, whatever spaces the bank has written. */
export const suggestionKey = z.strictObject({
  merchantKey: z
    .string()
    .min(1)
    .max(500)
    .refine((key) => !/\0|\p{Surrogate}/u.test(key)),
  category: code,
})

/** Reads what an action was sent. */
export function readInput<Output>(schema: z.ZodType<Output>, input: unknown): Result<Output, 'INVALID'> {
  const read = schema.safeParse(input)
  return read.success ? ok(read.data) : fail('INVALID')
}

/** What the address of a new rule says of it: `?merchant=…&text=…&account=…&category=…&title=…`; the rest is passed over. */
export interface RuleWish {
  /** What a merchant is listed under. */
  merchant: string | null
  text: string | null
  account: string | null
  category: string | null
  title: string | null
}

export function readRuleWish(params: Readonly<Record<string, string | string[] | undefined>>): RuleWish {
  const one = (name: string) => {
    const value = params[name]
    return (Array.isArray(value) ? value[0] : value)?.replaceAll('\0', '')
  }
  const read = (schema: z.ZodType<string>, name: string) => schema.safeParse(one(name)).data ?? null
  return {
    merchant: read(text(RULE_TEXT_MAX), 'merchant'),
    text: read(text(RULE_TEXT_MAX), 'text'),
    account: read(z.uuid(), 'account'),
    category: read(code, 'category'),
    title: read(text(RULE_TEXT_MAX), 'title'),
  }
}
