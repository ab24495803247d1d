'use client'

import { X } from 'lucide-react'
import { fillSlot } from '@/lib/i18n/client-words'
import { numberFormat } from '@/lib/i18n/formatters'
import { RULE_TEXT_MAX } from '@/lib/rules/limits'
import { emptyLine, LINE_FIELDS, LINE_OPERATORS, type RuleLine } from '@/lib/rules/lines'
import { Field, SelectField } from '../ui/field'
import { MoneyField } from '../ui/money-field'
import { MultiSelect } from '../ui/multi-select'
import type { LineWords, RuleChoices } from './rule-form-words'

interface RuleLineFieldsProps {
  line: RuleLine
  /** From 1. */
  place: number
  locale: string
  choices: RuleChoices
  words: LineWords
  onChange: (line: RuleLine) => void
  /** Absent in the only one. */
  onRemove?: () => void
}

/** One condition: what it asks about, how, and for what. */
export function RuleLineFields({
  line,
  place,
  locale,
  choices,
  words,
  onChange,
  onRemove,
}: RuleLineFieldsProps) {
  const named = (label: string) => fillSlot(label, String(place))
  const operators = LINE_OPERATORS[line.field]
  return (
    <fieldset className="flex items-start gap-2 rounded-control bg-paper p-3 sm:bg-transparent sm:p-0">
      <legend className="sr-only">{named(words.condition)}</legend>
      <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-[10rem_11rem_minmax(0,1fr)]">
        <SelectField
          label={named(words.field)}
          labelHidden
          value={line.field}
          onChange={({ currentTarget }) => {
            const field = LINE_FIELDS.find((known) => known === currentTarget.value)
            if (field) onChange(emptyLine(field))
          }}
        >
          {LINE_FIELDS.map((field) => (
            <option key={field} value={field}>
              {words.fields[field]}
            </option>
          ))}
        </SelectField>
        {operators.length > 1 ? (
          <SelectField
            label={named(words.operator)}
            labelHidden
            value={line.operator}
            onChange={({ currentTarget }) => {
              const operator = operators.find((known) => known === currentTarget.value)
              if (operator) onChange({ ...line, operator })
            }}
          >
            {operators.map((operator) => (
              <option key={operator} value={operator}>
                {words.operators[operator]}
              </option>
            ))}
          </SelectField>
        ) : (
          <span className="flex h-9 items-center text-ink-2 max-sm:hidden">{words.operators.is}</span>
        )}
        <LineValue
          line={line}
          locale={locale}
          choices={choices}
          words={words}
          onChange={onChange}
          named={named}
        />
      </div>
      {onRemove ? (
        <button
          type="button"
          aria-label={named(words.remove)}
          onClick={onRemove}
          className="touch-target grid size-9 place-items-center rounded-control text-ink-2 hover:bg-chip hover:text-ink"
        >
          <X aria-hidden="true" className="size-4" strokeWidth={1.75} />
        </button>
      ) : null}
    </fieldset>
  )
}

function LineValue({
  line,
  locale,
  choices,
  words,
  onChange,
  named,
}: Omit<RuleLineFieldsProps, 'place' | 'onRemove'> & { named: (label: string) => string }) {
  const label = named(words.value)
  switch (line.field) {
    case 'text':
    case 'merchant':
      return (
        <Field
          label={label}
          labelHidden
          value={line.value}
          maxLength={RULE_TEXT_MAX}
          autoComplete="off"
          onChange={({ currentTarget }) => onChange({ ...line, value: currentTarget.value })}
        />
      )
    case 'amount':
      return (
        <div className="grid gap-2 sm:grid-cols-2">
          <MoneyField
            label={label}
            labelHidden
            locale={locale}
            unreadable={words.amountUnreadable}
            defaultText={shown(line.value, locale)}
            onAmount={(amount) => onChange({ ...line, value: amount ?? '' })}
          />
          {line.operator === 'between' ? (
            <MoneyField
              label={named(words.upper)}
              labelHidden
              locale={locale}
              unreadable={words.amountUnreadable}
              defaultText={shown(line.upper, locale)}
              onAmount={(amount) => onChange({ ...line, upper: amount ?? '' })}
            />
          ) : null}
        </div>
      )
    case 'account':
    case 'category':
      return line.operator === 'none' ? null : (
        <MultiSelect
          label={label}
          labelHidden
          groups={line.field === 'account' ? choices.accounts : choices.bankCategories}
          values={line.values}
          words={words.choose}
          onChange={(values) => onChange({ ...line, values })}
        />
      )
    case 'currency':
      return (
        <SelectField
          label={label}
          labelHidden
          value={line.value}
          onChange={({ currentTarget }) => onChange({ ...line, value: currentTarget.value })}
        >
          <option value="">{words.choose.placeholder}</option>
          {[...new Set([...choices.currencies, ...(line.value === '' ? [] : [line.value])])].map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </SelectField>
      )
    default:
      return null
  }
}

/** A stored amount as the person's language writes it, to be changed. */
function shown(amount: string, locale: string): string {
  if (amount === '') return ''
  return numberFormat(locale, { maximumFractionDigits: 20, useGrouping: false }).format(
    amount as Intl.StringNumericLiteral,
  )
}
