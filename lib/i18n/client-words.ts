import { numberFormat, pluralRules } from './formatters'

/**
 * Client components are given finished sentences. Where only the browser will know a name or a number, the sentence
 * carries this character of Unicode's private use area in its place.
 */
export const SLOT = '\uE000'

export function fillSlot(sentence: string, value: string): string {
  return sentence.replaceAll(SLOT, value)
}

/** One sentence for each plural form of a language, each with a slot for the number. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>

/** Enough numbers to meet every plural form of every language that has one for whole numbers. */
const SAMPLES = [...Array.from({ length: 200 }, (_, index) => index), 1_000_000]

/** Has the catalogue say each plural form once; `say` gets a number of that form and what to show in its place. */
export function pluralForms(locale: string, say: (count: number, shown: string) => string): PluralForms {
  const rules = pluralRules(locale)
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> = {}
  for (const count of SAMPLES) {
    const form = rules.select(count)
    forms[form] ??= say(count, SLOT)
  }
  return forms
}

/** The sentence of the number's plural form, with the number as the language writes it. */
export function sayCount(forms: PluralForms, count: number, locale: string): string {
  const sentence = forms[pluralRules(locale).select(count)] ?? forms.other ?? ''
  return fillSlot(sentence, numberFormat(locale).format(count))
}
