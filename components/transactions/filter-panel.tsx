'use client'

import type { Route } from 'next'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ChoiceGroup } from '@/components/ui/choice'
import { Combobox } from '@/components/ui/combobox'
import { DateField } from '@/components/ui/date-field'
import { Field, SelectField } from '@/components/ui/field'
import { MultiSelect } from '@/components/ui/multi-select'
import { parseCalendarDate } from '@/lib/calendar/calendar-date'
import { FLOWS } from '@/lib/finance/category-kinds'
import type { ListChoices } from '@/lib/transactions/queries'
import type { EntryFilter } from '@/lib/transactions/schema'
import { Link } from '../ui/link'
import type { FilterWords } from './filter-words'

/** What the filters offer to choose from, or only what is chosen. */
export type ChosenChoices = Omit<ListChoices, 'assignable'>

/** A period to choose with one press. */
export interface FilterPreset {
  label: string
  href: Route
  current: boolean
}

interface FilterPanelProps {
  filter: EntryFilter
  choices: ChosenChoices
  /** There is to choose from all that there is. */
  ready: boolean
  currencies: readonly string[]
  presets: readonly FilterPreset[]
  locale: string
  words: FilterWords
  /** @param typing more may follow at once. */
  onChange: (changes: Partial<EntryFilter>, typing: boolean) => void
  /** Asks again for what there is to choose from, where no answer came; null: none is missing. */
  onRetry: (() => void) | null
}

const DIRECTIONS = ['in', 'out'] as const
const REVIEWS = ['open', 'done'] as const

const oneOf = <Value extends string>(known: readonly Value[], value: string) =>
  known.find((one) => one === value) ?? null

/** Every filter without its syntax. The boxes are parts of a form, which sends them as the address has them. */
export function FilterPanel({
  filter,
  choices,
  ready,
  currencies,
  presets,
  locale,
  words,
  onChange,
  onRetry,
}: FilterPanelProps) {
  const [amounts, setAmounts] = useState({ min: filter.min ?? '', max: filter.max ?? '' })
  const [unreadable, setUnreadable] = useState({ min: false, max: false })
  const listWords = (placeholder: string) => ({
    placeholder,
    search: words.choose,
    nothing: words.nothing,
    close: words.close,
  })
  const withAny = (any: string, groups: readonly ChoiceGroup[]): ChoiceGroup[] => [
    { label: null, choices: [{ value: '', label: any }] },
    ...groups,
  ]
  const tags = [{ label: null, choices: choices.tags.map((tag) => ({ value: tag, label: tag })) }]

  // Exact numbers come with a library, which is asked for by whoever types one.
  async function typeAmount(name: 'min' | 'max', text: string) {
    setAmounts({ ...amounts, [name]: text })
    const { readAmount } = await import('@/lib/money/read-amount')
    const size = readAmount(text, locale)?.replace(/^-/, '') ?? null
    const readable = size !== null || text.trim() === ''
    setUnreadable((now) => ({ ...now, [name]: !readable }))
    if (readable) onChange({ [name]: size }, true)
  }

  return (
    <div className="grid gap-4">
      <fieldset className="grid grid-cols-2 gap-x-3 gap-y-2">
        <legend className="sr-only">{words.period}</legend>
        <ul className="col-span-2 mb-1 flex flex-wrap gap-1 pointer-coarse:gap-y-3">
          {presets.map(({ label, href, current }) => (
            <li key={label}>
              <Link
                href={href}
                scroll={false}
                aria-current={current ? 'true' : undefined}
                className="touch-target flex h-7 items-center rounded-control px-2.5 text-13 text-ink-2 hover:bg-line-2 hover:text-ink aria-current:bg-chip aria-current:font-semibold aria-current:text-ink"
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
        <DateField
          label={words.from}
          name="from"
          value={filter.from ?? ''}
          max={filter.to ?? undefined}
          onChange={({ currentTarget }) => onChange({ from: parseCalendarDate(currentTarget.value) }, true)}
        />
        <DateField
          label={words.to}
          name="to"
          value={filter.to ?? ''}
          min={filter.from ?? undefined}
          onChange={({ currentTarget }) => onChange({ to: parseCalendarDate(currentTarget.value) }, true)}
        />
      </fieldset>
      <div className="grid gap-x-3 gap-y-3 sm:grid-cols-2">
        <MultiSelect
          label={words.account}
          name="account"
          disabled={!ready}
          groups={choices.accounts}
          values={filter.accountIds}
          words={listWords(words.anyAccount)}
          onChange={(accountIds) => onChange({ accountIds }, false)}
        />
        <MultiSelect
          label={words.category}
          name="category"
          disabled={!ready}
          groups={choices.categories}
          values={filter.categories}
          words={listWords(words.anyCategory)}
          onChange={(categories) => onChange({ categories }, false)}
        />
        <Combobox
          label={words.merchant}
          name="merchant"
          disabled={!ready}
          groups={withAny(words.anyMerchant, choices.merchants)}
          value={filter.merchantKey}
          words={listWords(words.anyMerchant)}
          onChange={(key) => onChange({ merchantKey: key || null }, false)}
        />
        <Combobox
          label={words.tag}
          name="tag"
          disabled={!ready}
          groups={withAny(words.anyTag, tags)}
          value={filter.tag}
          words={listWords(words.anyTag)}
          onChange={(tag) => onChange({ tag: tag || null }, false)}
        />
        {onRetry ? (
          <p role="alert" className="col-span-full flex flex-wrap items-center gap-3 text-13 text-ink-2">
            {words.choicesFailed}
            <Button size="small" variant="secondary" onClick={onRetry}>
              {words.retry}
            </Button>
          </p>
        ) : null}
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={words.min}
          name="min"
          inputMode="decimal"
          autoComplete="off"
          inputClassName="figures text-right"
          value={amounts.min}
          error={unreadable.min ? words.unreadable : undefined}
          onChange={({ currentTarget }) => void typeAmount('min', currentTarget.value)}
        />
        <Field
          label={words.max}
          name="max"
          inputMode="decimal"
          autoComplete="off"
          inputClassName="figures text-right"
          value={amounts.max}
          error={unreadable.max ? words.unreadable : undefined}
          onChange={({ currentTarget }) => void typeAmount('max', currentTarget.value)}
        />
        <SelectField
          label={words.currency}
          name="currency"
          value={filter.currency ?? ''}
          onChange={({ currentTarget }) => onChange({ currency: currentTarget.value || null }, false)}
        >
          <option value="">{words.anyCurrency}</option>
          {currencies.map((currency) => (
            <option key={currency}>{currency}</option>
          ))}
        </SelectField>
        <SelectField
          label={words.direction}
          name="direction"
          value={filter.direction ?? ''}
          onChange={({ currentTarget }) =>
            onChange({ direction: oneOf(DIRECTIONS, currentTarget.value) }, false)
          }
        >
          <option value="">{words.anyDirection}</option>
          <option value="in">{words.in}</option>
          <option value="out">{words.out}</option>
        </SelectField>
        <SelectField
          label={words.flow}
          name="flow"
          value={filter.flow ?? ''}
          onChange={({ currentTarget }) => onChange({ flow: oneOf(FLOWS, currentTarget.value) }, false)}
        >
          <option value="">{words.anyFlow}</option>
          {FLOWS.map((flow) => (
            <option key={flow} value={flow}>
              {words[flow]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={words.review}
          name="review"
          value={filter.review ?? ''}
          onChange={({ currentTarget }) => onChange({ review: oneOf(REVIEWS, currentTarget.value) }, false)}
        >
          <option value="">{words.anyReview}</option>
          <option value="open">{words.open}</option>
          <option value="done">{words.done}</option>
        </SelectField>
      </div>
      <Button
        type="submit"
        onClick={({ currentTarget }) => currentTarget.closest('details')?.removeAttribute('open')}
      >
        {words.show}
      </Button>
    </div>
  )
}
