import { el, monogram } from '../dom'
import type { LinkState } from '../link-state'
import type { MfaKind, Prompt } from '../wire'
import { words } from '../words'
import { form, heading, type PaneView, primaryButton, problemBox, type Send, textField } from './pane-view'

/** The second step: prompts that are answered by typing or by choosing. */
export function mfaPane(state: LinkState, send: Send): PaneView {
  const pane = state.pane
  const kind: MfaKind = pane.name === 'mfa' ? pane.kind : 'code'
  const prompts = (pane.name === 'mfa' ? pane.prompts : []).map((prompt, index) => ask(prompt, index, kind))
  const head = heading(words.mfa.title[kind])
  const problem = problemBox('mfa-problem')
  const go = primaryButton(words.mfa.submit, words.mfa.busy)
  const hint = words.mfa.hint[kind]
  const element = form(
    () => send({ type: 'answer', answers: prompts.map((prompt) => prompt.answer()) }),
    state.institution ? monogram(state.institution.name, state.institution.primary_color, 'large') : null,
    head,
    problem.element,
    ...prompts.map((prompt) => prompt.element),
    hint ? el('div', { class: 'hint' }, el('p', {}, hint)) : null,
    el('div', { class: 'actions' }, go.button),
  )
  function update(next: LinkState) {
    if (next.pane.name !== 'mfa') return
    go.setBusy(next.pending !== null)
    if (problem.show(next.pane.problem)) {
      const mend = prompts.find((prompt) => prompt.answer().trim() === '') ?? prompts[0]
      mend?.focus.focus()
    }
  }
  update(state)
  return { element, focus: prompts[0]?.focus ?? head, update }
}

interface AskedPrompt {
  element: HTMLElement
  focus: HTMLElement
  answer(): string
}

function ask(prompt: Prompt, index: number, kind: MfaKind): AskedPrompt {
  if (prompt.options) return choice(prompt.text, prompt.options, index)
  const { element, input } = textField({
    id: `answer-${index}`,
    label: prompt.text,
    type: 'text',
    describedBy: 'mfa-problem',
    numeric: kind === 'code',
  })
  return { element, focus: input, answer: () => input.value }
}

function choice(text: string, options: string[], index: number): AskedPrompt {
  const inputs = options.map((option) =>
    el('input', { type: 'radio', name: `answer-${index}`, value: option }),
  )
  const element = el(
    'fieldset',
    { class: 'choice' },
    el('legend', {}, text),
    ...inputs.map((input) => el('label', { class: 'row' }, input, el('span', {}, input.value))),
  )
  return {
    element,
    focus: inputs[0] ?? element,
    answer: () => inputs.find((input) => input.checked)?.value ?? '',
  }
}
