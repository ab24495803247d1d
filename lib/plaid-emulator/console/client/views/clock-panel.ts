import { el, setAttribute } from '../../../link/client/dom'
import type { Desk, Sight } from '../desk'
import { dayWords, momentWords, offsetWords, span, timeWords } from '../format'
import { button, form, labelled, type Part, select, setText, submitButton } from '../page-dom'
import { readClock } from '../wire'

const hour = 3600
const day = 24 * hour

const steps = [
  ['+1 hour', hour],
  ['+1 day', day],
  ['+3 days', 3 * day],
  ['+30 days', 30 * day],
] as const

const unitOptions = [
  [String(day), 'days'],
  [String(hour), 'hours'],
  ['60', 'minutes'],
] as const

/** The emulator's time, which can be moved ahead. It ticks by itself between two looks. */
export function clockPanel(desk: Desk): Part<Sight> {
  const time = el('time', { class: 'clock-time' }, '––:––:––')
  const date = el('p', { class: 'clock-day' })
  const offset = el('p', { class: 'hint' })
  const advance = (seconds: number) =>
    desk.perform(
      desk.client.post('/clock/advance', { seconds }, readClock),
      ({ now }) => `The clock moved ahead by ${span(seconds)}. It is ${momentWords(Date.parse(now))} now.`,
    )
  const amount = el('input', {
    type: 'number',
    min: 1,
    step: 1,
    value: 7,
    inputmode: 'numeric',
    id: 'clock-amount',
  })
  const unit = select(unitOptions)
  unit.setAttribute('aria-label', 'Unit of time')
  const custom = form({ class: 'row tight', 'aria-label': 'Move the clock ahead' }, () => {
    const seconds = Math.round(Number(amount.value) * Number(unit.value))
    if (!(seconds > 0 && seconds <= 400 * day)) {
      desk.tell('The clock moves ahead by between a minute and 400 days at a time.', true)
      amount.focus()
      return
    }
    return advance(seconds)
  })
  custom.append(labelled('Ahead by', amount), unit, submitButton('Go'))
  custom.querySelector('label')?.classList.add('unseen')

  let ahead: number | null = null
  const tick = () => {
    if (ahead === null) return
    const now = Math.floor((performance.now() + ahead) / 1000) * 1000
    setText(time, timeWords(now))
    setText(date, dayWords(now))
    setAttribute(time, 'datetime', new Date(now).toISOString())
  }
  setInterval(() => {
    if (!document.hidden) tick()
  }, 500)

  const element = el(
    'section',
    { class: 'clock', 'aria-labelledby': 'clock-title' },
    el('h2', { id: 'clock-title', class: 'caption' }, 'Emulator’s clock'),
    el('div', { class: 'clock-face' }, time, date),
    offset,
    el(
      'div',
      { class: 'steps' },
      ...steps.map(([label, seconds]) => button(label, 'plain', () => advance(seconds))),
    ),
    el(
      'details',
      { class: 'custom', open: matchMedia('(min-width: 901px)').matches },
      el('summary', {}, 'Another span'),
      custom,
    ),
  )
  return {
    element,
    update: ({ clock, now }) => {
      if (clock.kind !== 'ok') return
      const measured = now - performance.now()
      // A few milliseconds of travel must not make a second jump back and forth.
      if (ahead === null || Math.abs(measured - ahead) > 750) ahead = measured
      setText(offset, offsetWords(clock.value.offset_seconds))
      tick()
    },
  }
}
