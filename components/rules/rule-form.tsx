'use client'

import { Plus } from 'lucide-react'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { previewRule, saveRule } from '@/lib/rules/actions'
import { draftOf, type RuleFormState, type Said } from '@/lib/rules/form'
import { RULE_LINES_MAX, RULE_NAME_MAX, RULE_TEXT_MAX } from '@/lib/rules/limits'
import { emptyLine, type RuleLine } from '@/lib/rules/lines'
import type { PreviewView } from '@/lib/rules/preview'
import { Button, ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { Checkbox } from '../ui/checkbox'
import { Combobox } from '../ui/combobox'
import { ErrorText } from '../ui/error-text'
import { Field, SelectField } from '../ui/field'
import { showToast } from '../ui/show-toast'
import { useHydrated } from '../ui/use-hydrated'
import type { LineWords, PreviewWords, RuleChoices, RuleFormWords } from './rule-form-words'
import { RuleLineFields } from './rule-line'
import { RulePreview } from './rule-preview'

interface RuleFormProps {
  /** null: a new rule. */
  ruleId: string | null
  initial: RuleFormState
  /** What the rule as it begins would change, where it says something already. */
  initialPreview: PreviewView | null
  locale: string
  choices: RuleChoices
  words: RuleFormWords
  lineWords: LineWords
  previewWords: PreviewWords
}

interface KeyedLine extends RuleLine {
  key: number
}

/** A rule while it is written: its conditions, what it does, and what that would change before it is saved. */
export function RuleForm({
  ruleId,
  initial,
  initialPreview,
  locale,
  choices,
  words,
  lineWords,
  previewWords,
}: RuleFormProps) {
  const router = useRouter()
  const hydrated = useHydrated()
  const [form, setForm] = useState(initial)
  const [lines, setLines] = useState<KeyedLine[]>(() => initial.lines.map((line, key) => ({ ...line, key })))
  const [history, setHistory] = useState(true)
  const [preview, setPreview] = useState(initialPreview)
  const [stale, setStale] = useState(false)
  const [problem, setProblem] = useState<keyof RuleFormWords['errors']>()
  const [looking, startLooking] = useTransition()
  const [saving, startSaving] = useTransition()

  function touched() {
    setProblem(undefined)
    setStale(true)
  }
  function change(part: Partial<RuleFormState>) {
    setForm({ ...form, ...part })
    touched()
  }
  function changeLines(next: KeyedLine[]) {
    setLines(next)
    touched()
  }

  /** The whole rule, or null after saying what is missing. */
  function read() {
    const draft = draftOf({ ...form, lines: lines.map(({ key: _, ...line }) => line) })
    if (typeof draft !== 'string') return draft
    setProblem(draft)
    return null
  }

  function look() {
    const draft = read()
    if (!draft) return
    const { condition, changes } = draft
    startLooking(async () => {
      const result = await previewRule({ id: ruleId, draft: { condition, changes } }).catch(() => null)
      if (!result?.ok) return setProblem(result?.code ?? 'unreachable')
      setPreview(result.value)
      setStale(false)
    })
  }

  function save(event: FormEvent) {
    event.preventDefault()
    const draft = read()
    if (!draft) return
    startSaving(async () => {
      const result = await saveRule({ id: ruleId, draft, history }).catch(() => null)
      if (!result?.ok) return setProblem(result?.code ?? 'unreachable')
      router.push('/rules' as Route)
      await showToast(words.saved)
    })
  }

  const said = (name: 'transfer' | 'excluded') => (
    <SelectField
      label={words[name]}
      value={form[name]}
      onChange={({ currentTarget }) => change({ [name]: toSaid(currentTarget.value) })}
    >
      <option value="leave">{words.leave}</option>
      <option value="yes">{words.yes}</option>
      <option value="no">{words.no}</option>
    </SelectField>
  )

  return (
    <form method="post" noValidate onSubmit={save} className="grid gap-4">
      <Card aria-labelledby="when">
        <h2 id="when" className="text-17">
          {words.when}
        </h2>
        <p className="mt-0.5 mb-4 text-13 text-ink-2">{words.bank}</p>
        <div className="grid gap-3">
          <SelectField
            label={words.match}
            className="max-w-form"
            value={form.match}
            onChange={({ currentTarget }) => change({ match: currentTarget.value === 'any' ? 'any' : 'all' })}
          >
            <option value="all">{words.matchAll}</option>
            <option value="any">{words.matchAny}</option>
          </SelectField>
          {lines.map((line, index) => (
            <RuleLineFields
              // Another field is another box, not the same with the old text in it.
              key={`${line.key} ${line.field}`}
              line={line}
              place={index + 1}
              locale={locale}
              choices={choices}
              words={lineWords}
              onChange={(next) =>
                changeLines(lines.map((one) => (one.key === line.key ? { ...next, key: line.key } : one)))
              }
              {...(lines.length > 1
                ? { onRemove: () => changeLines(lines.filter(({ key }) => key !== line.key)) }
                : {})}
            />
          ))}
          {lines.length < RULE_LINES_MAX ? (
            <div>
              <Button
                variant="secondary"
                size="small"
                icon={<Plus aria-hidden="true" className="size-3.5" strokeWidth={1.75} />}
                onClick={() =>
                  changeLines([
                    ...lines,
                    { ...emptyLine('text'), key: Math.max(...lines.map(({ key }) => key)) + 1 },
                  ])
                }
              >
                {words.add}
              </Button>
            </div>
          ) : null}
        </div>
      </Card>
      <Card aria-labelledby="then">
        <h2 id="then" className="mb-4 text-17">
          {words.outcome}
        </h2>
        <div className="grid gap-4 sm:grid-cols-2">
          <Combobox
            label={words.category}
            groups={choices.categories}
            value={form.category ?? ''}
            words={lineWords.choose}
            onChange={(category) => change({ category: category === '' ? null : category })}
          />
          <Field
            label={words.title}
            value={form.title}
            maxLength={RULE_TEXT_MAX}
            autoComplete="off"
            onChange={({ currentTarget }) => change({ title: currentTarget.value })}
          />
          <Field
            label={words.tags}
            hint={words.tagsHint}
            value={form.tags}
            autoComplete="off"
            onChange={({ currentTarget }) => change({ tags: currentTarget.value })}
          />
          <div className="grid gap-4 sm:row-span-2 sm:content-start">
            {said('transfer')}
            {said('excluded')}
          </div>
          <Checkbox
            label={words.reviewed}
            checked={form.reviewed}
            onChange={({ currentTarget }) => change({ reviewed: currentTarget.checked })}
          />
        </div>
      </Card>
      <RulePreview view={preview} stale={stale && preview !== null} words={previewWords} />
      <Card aria-label={words.save}>
        <div className="grid gap-4">
          <Field
            label={words.name}
            hint={words.nameHint}
            className="max-w-form"
            value={form.name}
            maxLength={RULE_NAME_MAX}
            autoComplete="off"
            onChange={({ currentTarget }) => setForm({ ...form, name: currentTarget.value })}
          />
          <div className="grid gap-1">
            <Checkbox
              label={words.history}
              checked={history}
              onChange={({ currentTarget }) => setHistory(currentTarget.checked)}
            />
            <p className="pl-7 text-13 text-ink-2">{words.historyHint}</p>
          </div>
          <ErrorText>{problem ? words.errors[problem] : null}</ErrorText>
          <div className="flex flex-wrap gap-2">
            <Button
              variant="secondary"
              disabled={!hydrated || saving}
              pending={looking}
              pendingLabel={words.previewing}
              onClick={look}
            >
              {preview ? words.previewAgain : words.preview}
            </Button>
            <Button
              type="submit"
              disabled={!hydrated || looking}
              pending={saving}
              pendingLabel={words.saving}
            >
              {words.save}
            </Button>
            <ButtonLink href={'/rules' as Route} variant="quiet">
              {words.cancel}
            </ButtonLink>
          </div>
        </div>
      </Card>
    </form>
  )
}

const toSaid = (value: string): Said => (value === 'yes' || value === 'no' ? value : 'leave')
