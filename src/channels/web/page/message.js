// One message as elements: who, what, when, how far it came, and the choices under it.

import { icon, make } from './elements.js'
import { page, text } from './strings.js'
import { plainText, richText } from './text.js'

const WHO = {
  bot: { name: 'web.bot', icon: 'mark' },
  person: { name: 'web.person', icon: 'icon-person' },
  you: { name: 'web.you' },
}
const STATES = {
  pending: { icon: 'icon-clock', text: 'web.sending' },
  waiting: { icon: 'icon-warn', text: 'web.failed', retry: true },
  failed: { icon: 'icon-warn', text: 'web.failed', retry: true },
  sent: { icon: 'icon-check', text: 'web.sent' },
}

/** With these the server says that it will never take the message: why, and no button to send it again. */
const FOR_GOOD = { 413: 'web.tooLarge', 415: 'wrongFile' }

/** Dates in the calendar that is on Dutch letters, whatever the language. */
function timeText(date, lang) {
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
  const today = date.toDateString() === new Date().toDateString()
  const style = today ? clock : { day: 'numeric', month: 'short', ...clock }
  try {
    return new Intl.DateTimeFormat([`${lang}-u-ca-gregory-nu-latn`, 'nl'], style).format(date)
  } catch {
    return date.toLocaleString()
  }
}

function time(at, lang) {
  const date = new Date(at)
  if (isNaN(date)) return ''
  return make('time', { datetime: date.toISOString() }, timeText(date, lang))
}

function who(from) {
  const { name, icon: picture } = WHO[from]
  const label = make('p', { class: 'who' })
  if (picture) label.append(icon(picture, picture === 'mark' ? 'mark' : 'icon'))
  label.append(make('bdi', {}, text(name)), make('span', { class: 'hidden' }, ':'))
  return label
}

function frame(from, bubble, lang, at) {
  const note = make('p', { class: 'note' }, time(at, lang))
  const message = make('div', { class: `message ${from}`, tabindex: '-1' }, who(from), bubble, note)
  message.dataset.from = from
  return message
}

function choices(event) {
  const group = make('div', {
    class: 'choices',
    role: 'group',
    lang: event.lang,
    dir: event.dir,
    'aria-label': text('web.options'),
  })
  for (const { id, label } of event.choices) {
    const button = make('button', { class: 'choice', type: 'button' }, make('bdi', {}, label))
    button.dataset.choice = id
    group.append(button)
  }
  return group
}

/** A message of the assistant or of a caseworker. */
export function received(event, lang) {
  const from = event.from === 'person' ? 'person' : 'bot'
  const bubble = make('div', { class: 'bubble', lang: event.lang, dir: event.dir }, ...richText(event.text || '', event.dir))
  const message = frame(from, bubble, lang, event.at)
  if (event.choices && event.choices.length > 0) message.append(choices(event))
  return message
}

const fileLine = (name) => make('p', { class: 'file' }, icon('icon-clip'), make('bdi', {}, name))

/** The buttons above the talk are in no message that has their label. */
function fixedLabel(choice) {
  if (choice === 'human') return text('web.human')
  const language = page.languages.find(({ code }) => choice === `language:${code}`)
  return language ? language.name : ''
}

/** A message of the person: { text } or { label } or { name, caption }; as the server tells it: also { choice } or { file }. */
export function own(content, at, lang) {
  const words = content.text || content.label || content.caption || (content.choice && fixedLabel(content.choice))
  const bubble = make('div', { class: 'bubble' })
  if (content.name || content.file) bubble.append(fileLine(content.name || text('web.file')))
  if (words) bubble.append(...plainText(words))
  const message = frame('you', bubble, lang, at)
  message.querySelector('.note').append(make('span', { class: 'state' }))
  return message
}

/** reason: the HTTP status with which the server refused, or 'lost' when the file is no longer here. */
export function setState(message, state, reason) {
  if (message.dataset.state === state) return
  const place = message.querySelector('.state')
  const focused = place.contains(document.activeElement)
  message.dataset.state = state
  place.textContent = ''
  place.append(icon(STATES[state].icon), make('span', { 'aria-hidden': state === 'pending' }, text(STATES[state].text)))
  if (focused) message.focus({ preventScroll: true })
  if (FOR_GOOD[reason]) message.append(make('p', { class: 'reason' }, text(FOR_GOOD[reason])))
  if (!STATES[state].retry || FOR_GOOD[reason]) return
  const retry = make('button', { class: 'retry', type: 'button' }, text('web.retry'))
  retry.dataset.retry = ''
  place.append(retry)
}
