import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conditionOf, emptyLine, LINE_FIELDS, linesOf } from './lines'
import { type RuleTerm, ruleCondition } from './schema'

const word = fc.stringMatching(/^[a-z]{1,8}$/)
const amount = fc.nat(10_000).map(String)
const term = fc.oneof(
  word.map((text) => ({ is: 'text', text }) as const),
  word.map((text) => ({ not: { is: 'text', text } }) as const),
  word.map((key) => ({ is: 'merchant', key }) as const),
  word.map((key) => ({ not: { is: 'merchant', key } }) as const),
  fc
    .record({ compare: fc.constantFrom('=', '>', '<'), value: amount })
    .map((one) => ({ is: 'amount', ...one }) as const),
  fc.tuple(amount, amount).map(
    ([lower, upper]) =>
      ({
        all: [
          { is: 'amount', compare: '>=', value: lower },
          { is: 'amount', compare: '<=', value: upper },
        ],
      }) satisfies RuleTerm,
  ),
  fc.constantFrom('in', 'out').map((direction) => ({ is: 'direction', direction }) as const),
  fc.constantFrom('pending', 'posted').map((state) => ({ is: 'state', state }) as const),
  fc.uuid({ version: 7 }).map((id) => ({ is: 'account', ids: [id] }) as const),
  word.map((currency) => ({ is: 'currency', currency }) as const),
  word.map((code) => ({ is: 'category', codes: [code] }) as const),
  fc.constant({ is: 'uncategorised' } as const),
)

describe('the lines of a rule’s form', () => {
  it('say what its condition says, there and back', () => {
    fc.assert(
      fc.property(
        fc.array(term, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('all', 'any'),
        (terms, match) => {
          const condition = ruleCondition.parse({ [match]: terms })
          const shown = linesOf(condition)
          expect(conditionOf(shown.match, shown.lines)).toEqual(condition)
        },
      ),
    )
  })

  it('are no condition while one of them says nothing', () => {
    const silent = LINE_FIELDS.filter((field) => conditionOf('all', [emptyLine(field)]) === null)
    expect(silent).toEqual(['text', 'merchant', 'amount', 'account', 'category', 'currency'])
    expect(conditionOf('all', [])).toBeNull()
    expect(conditionOf('any', [emptyLine('direction'), emptyLine('text')])).toBeNull()
  })

  it('ask for the size of an amount, whichever way it was written', () => {
    expect(conditionOf('all', [{ ...emptyLine('amount'), value: '-12.5' }])).toEqual({
      all: [{ is: 'amount', compare: '>', value: '12.5' }],
    })
  })
})
