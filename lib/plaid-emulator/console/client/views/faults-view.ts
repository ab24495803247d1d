import { el, setAttribute } from '../../../link/client/dom'
import type { Desk, View } from '../desk'
import { counted, shortId } from '../format'
import { webhookCodes } from '../item-words'
import {
  button,
  card,
  form,
  keyedList,
  labelled,
  type Part,
  select,
  setOptions,
  setShown,
  setText,
  submitButton,
} from '../page-dom'
import { asksFor, faultNames, faults, isFault, type RuleDraft, ruleSentence, toRule } from '../rule-form'
import { type Item, type Rule, readRule } from '../wire'
import { feedNote } from './feed-note'

const itemName = (items: readonly Item[], id: string | null): string | null => {
  const item = items.find(({ item_id }) => item_id === id)
  return item === undefined ? null : `${item.institution_name} ${shortId(item.item_id)}`
}

/** The faults that the emulator makes by rule: what there is, and a form for one more. */
export function faultsView(desk: Desk): View {
  const note = feedNote('No rules: the emulator behaves. Add one to see how a client copes.')
  const list = el('ul', { class: 'rows' })
  let items: readonly Item[] = []
  const sync = keyedList<Rule>(
    list,
    ({ id }) => id,
    (rule) => ruleRow(desk, rule, () => items),
  )
  const removeAll = button('Remove all', 'quiet', async () => {
    const yes = await desk.confirm({
      title: 'Remove all rules?',
      words: 'The emulator behaves again from the next call on. The counts of the rules are lost.',
      yes: 'Remove all',
      no: 'Keep them',
    })
    if (yes)
      await desk.perform(desk.client.remove('/rules'), () => 'All rules are removed. The emulator behaves.')
  })
  const editor = ruleForm(desk)
  const present = card('Rules in force', note.element, list)
  present.querySelector('h2')?.after(removeAll)
  removeAll.classList.add('card-action')
  return {
    element: el('div', { class: 'stack' }, present, editor.element),
    update: ({ rules, items: seen }) => {
      if (seen.kind === 'ok') items = seen.value
      const values = note.update(rules)
      sync(values)
      setShown(removeAll, values.length > 0)
      setShown(editor.element, rules.kind !== 'missing')
      editor.update(items)
    },
  }
}

function ruleRow(desk: Desk, { id }: Rule, items: () => readonly Item[]): Part<Rule> {
  const sentence = el('p', {})
  const about = el('p', { class: 'hint figures' })
  const remove = button('Remove', 'quiet', () =>
    desk.perform(desk.client.remove(`/rules/${encodeURIComponent(id)}`), () => 'The rule is removed.'),
  )
  return {
    element: el('li', { class: 'rule' }, el('div', { class: 'grow' }, sentence, about), remove),
    update: (rule) => {
      const words = ruleSentence(rule, itemName(items(), rule.item_id))
      setText(sentence, words)
      const left = rule.times === null ? null : Math.max(0, rule.times - rule.hits)
      const rest = left === null ? 'holds until it is removed' : left === 0 ? 'spent' : `${left} left`
      const label = isFault(rule.fault) ? faults[rule.fault].label : rule.fault
      setText(about, `${label} · ${rule.hits === 0 ? 'not hit yet' : counted(rule.hits, 'hit')} · ${rest}`)
      setAttribute(remove, 'aria-label', `Remove the rule: ${words}`)
    },
  }
}

const codes = [...new Set(webhookCodes.flatMap(([, names]) => names))]

function ruleForm(desk: Desk): Part<readonly Item[]> {
  const dataList = (id: string, values: readonly string[]) =>
    el('datalist', { id }, ...values.map((value) => el('option', { value })))
  const fault = select(faultNames.map((name) => [name, faults[name].label] as const))
  const path = el('input', {
    type: 'text',
    list: 'paths',
    value: '/transactions/sync',
    spellcheck: 'false',
    autocomplete: 'off',
  })
  const item_id = select([['', 'Any Item']])
  const webhook_code = el('input', {
    type: 'text',
    list: 'codes',
    placeholder: 'All of them',
    spellcheck: 'false',
    autocomplete: 'off',
  })
  const status = select([
    ['429', '429 too many requests'],
    ['500', '500 internal error'],
    ['502', '502 bad gateway'],
  ])
  const delay = el('input', {
    type: 'number',
    min: 0.1,
    max: 3600,
    step: 'any',
    value: 3,
    inputmode: 'decimal',
  })
  const times = el('input', {
    type: 'number',
    min: 1,
    max: 1000,
    step: 1,
    placeholder: 'For ever',
    inputmode: 'numeric',
  })
  const chance = el('input', {
    type: 'number',
    min: 1,
    max: 100,
    step: 'any',
    value: 100,
    inputmode: 'decimal',
  })
  const seed = el('input', { type: 'text', placeholder: 'Any words', autocomplete: 'off' })
  const inputs = { fault, path, item_id, webhook_code, status, delay, times, chance, seed }

  const says = el('p', { class: 'hint' })
  const preview = el('output', { class: 'preview' })
  const trouble = el('p', { class: 'wrong', role: 'alert', id: 'rule-wrong' })
  const box = {
    path: labelled('Path', path, '* for every path'),
    webhook: labelled('Webhook code', webhook_code),
    status: labelled('Answer', status),
    delay: labelled('Delay in seconds', delay),
    seed: labelled('Seed', seed, 'the same seed, the same luck'),
  }
  const draft = (): RuleDraft => ({
    fault: fault.value,
    path: path.value,
    item_id: item_id.value,
    webhook_code: webhook_code.value,
    times: times.value,
    chance: chance.value,
    seed: seed.value,
    status: status.value,
    delay: delay.value,
  })
  let items: readonly Item[] = []

  const clear = () => {
    setText(trouble, '')
    for (const input of Object.values(inputs)) {
      input.removeAttribute('aria-invalid')
      if (input.getAttribute('aria-errormessage') !== null) input.removeAttribute('aria-errormessage')
    }
  }
  const show = () => {
    clear()
    const name = isFault(fault.value) ? fault.value : 'latency'
    setText(says, faults[name].says)
    setShown(box.path, asksFor(name, 'path'))
    setShown(box.webhook, asksFor(name, 'webhook_code'))
    setShown(box.status, asksFor(name, 'status'))
    setShown(box.delay, asksFor(name, 'delay_ms'))
    setShown(box.seed, chance.value.trim() !== '' && Number(chance.value) < 100)
    const checked = toRule(draft())
    setText(
      preview,
      'rule' in checked ? ruleSentence(checked.rule, itemName(items, checked.rule.item_id ?? null)) : '',
    )
  }
  const add = async () => {
    const checked = toRule(draft())
    if (!('rule' in checked)) {
      clear()
      setText(trouble, checked.words)
      const input = inputs[checked.field]
      input.setAttribute('aria-invalid', 'true')
      input.setAttribute('aria-errormessage', trouble.id)
      input.focus()
      return
    }
    await desk.perform(
      desk.client.post('/rules', checked.rule, readRule),
      (rule) => `Added: ${ruleSentence(rule, itemName(items, rule.item_id))}`,
    )
  }
  const element = form({ class: 'card stack', 'aria-label': 'Add a rule' }, add)
  element.append(
    el('h2', {}, 'Add a rule'),
    el(
      'div',
      { class: 'grid' },
      labelled('Fault', fault),
      box.status,
      box.delay,
      box.path,
      box.webhook,
      labelled('Item', item_id),
      labelled('Times', times),
      labelled('Chance in percent', chance),
      box.seed,
    ),
    says,
    el('div', { class: 'row wrap between' }, preview, submitButton('Add the rule', 'primary')),
    trouble,
    dataList('paths', ['*', ...desk.paths]),
    dataList('codes', codes),
  )
  element.addEventListener('input', show)
  show()
  return {
    element,
    update: (seen) => {
      items = seen
      setOptions(item_id, [
        ['', 'Any Item'],
        ...seen.map((item) => [item.item_id, `${item.institution_name} ${shortId(item.item_id)}`] as const),
      ])
    },
  }
}
