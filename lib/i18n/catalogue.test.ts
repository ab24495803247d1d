import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import english from './catalogue'
import german from './catalogue-de'

type Messages = { readonly [key: string]: string | Messages }

/** Every message by its whole key, such as `shell.signOut`. */
function flat(messages: Messages, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${prefix}${key}`, value] as const]
        : [...flat(value, `${prefix}${key}.`)],
    ),
  )
}

const en = flat(english)
const de = flat(german)

/** What a message needs to be said: its arguments and tags with what they are, without the words around them. */
function needs(elements: readonly MessageFormatElement[]): Set<string> {
  const found = new Set<string>()
  for (const element of elements) {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        break
      case TYPE.plural:
      case TYPE.select: {
        const kind = element.type === TYPE.plural ? `plural ${element.pluralType}` : 'select'
        found.add(`${element.value}, ${kind}`)
        for (const { value } of Object.values(element.options))
          for (const need of needs(value)) found.add(need)
        break
      }
      case TYPE.tag:
        found.add(`<${element.value}>`)
        for (const need of needs(element.children)) found.add(need)
        break
      default:
        found.add(`${element.value}, ${TYPE[element.type]}`)
    }
  }
  return found
}

/** The forms of each plural of a message, as "count: one other"; those with the same ones once. */
function plurals(elements: readonly MessageFormatElement[]): { on: string; forms: string[] }[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return plurals(element.children)
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return []
    const inner = Object.values(element.options).flatMap(({ value }) => plurals(value))
    // An ordinal has the forms of its language: "1st" and "2nd" are one form in German.
    if (element.type !== TYPE.plural || element.pluralType === 'ordinal') return inner
    return [{ on: element.value, forms: Object.keys(element.options).sort() }, ...inner]
  })
}

/** Words that are the same in both languages, names among them. */
const SAME = [
  'Baby',
  'Bank',
  'Budget',
  'Budgets',
  'Bus',
  'CSV',
  'Code',
  'Codes',
  'ETFs',
  'Evenkeel',
  'Hammer',
  'IRA',
  'Name',
  'PayPal',
  'Restaurants',
  'Roth IRA',
  'Text',
  'Webhook',
  'Webhooks',
]

describe('the German catalogue', () => {
  it('has exactly the messages of the English one', () => {
    expect([...de.keys()].sort()).toEqual([...en.keys()].sort())
  })

  it('has text in every message', () => {
    expect([...de].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('asks for the same arguments and tags in each message', () => {
    const odd = [...en].flatMap(([key, text]) => {
      const [wanted, got] = [needs(parse(text)), needs(parse(de.get(key) ?? ''))].map((set) =>
        [...set].sort(),
      )
      return JSON.stringify(wanted) === JSON.stringify(got) ? [] : [{ key, wanted, got }]
    })
    expect(odd).toEqual([])
  })

  it('tells one from many wherever English does, and nothing that English has none of', () => {
    const forms = (text: string) =>
      [...new Set(plurals(parse(text)).map((one) => JSON.stringify(one)))].sort()
    const odd = [...en].flatMap(([key, text]) => {
      const [wanted, got] = [forms(text), forms(de.get(key) ?? '')]
      return JSON.stringify(wanted) === JSON.stringify(got) ? [] : [{ key, wanted, got }]
    })
    expect(odd).toEqual([])
  })

  it('leaves nothing in English but names and words that both languages have', () => {
    const letters = (text: string) => /\p{L}{2}/u.test(text.replaceAll(/\{[^{}]*\}|<[^>]*>/g, ''))
    const same = [...en].filter(([key, text]) => de.get(key) === text && letters(text))
    expect([...new Set(same.map(([, text]) => text))].sort()).toEqual(SAME)
  })

  it('is written as German is: with its own quotation marks, and to somebody it calls Sie', () => {
    const odd = [...de].filter(
      ([, text]) =>
        /["”]|“[^„]*“/.test(text.replaceAll(/„[^“]*“/g, '')) ||
        /\b([Dd]u|[Dd]ein\w*|[Dd]ich|[Dd]ir)\b/.test(text),
    )
    expect(odd).toEqual([])
  })
})

describe('every message of both catalogues', () => {
  it('can be said: its plurals, arguments and tags are well formed', () => {
    for (const text of [...en.values(), ...de.values()]) expect(() => parse(text), text).not.toThrow()
  })
})
