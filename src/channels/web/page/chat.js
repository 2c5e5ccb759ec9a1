// Puts the parts of the page together.

import { byId, make } from './elements.js'
import { fillTexts, page, text, titleParts } from './strings.js'
import { richText } from './text.js'
import { createMemory } from './memory.js'
import { createPatience } from './patience.js'
import { createSession } from './session.js'
import { createQueue } from './queue.js'
import { createOutbox } from './outbox.js'
import { createStream } from './stream.js'
import { createStatus } from './status.js'
import { createScroll } from './scroll.js'
import { createLog } from './log.js'
import { createComposer } from './composer.js'
import { createForget, createLanguageMenu, goTo } from './menu.js'
import { followKeyboard } from './viewport.js'
import { joinParent } from './embedded.js'

const START_AFTER = 900
const DOUBLE_TAP = 700

const app = byId('app')
const memory = createMemory(page.municipality)
const report = createStatus(byId('status'))
const patience = { events: createPatience(), session: createPatience(), messages: createPatience() }

/** One connection that gets through is a reason for the others to try at once. */
const onReach = (part) => (reached) => {
  report(part, reached)
  if (part === 'events' && reached) log.replay.settle()
  if (reached) Object.keys(patience).forEach((other) => other !== part && patience[other].tryNow())
}

const log = createLog({
  view: byId('scroll'),
  list: byId('messages'),
  typing: byId('typing'),
  scroll: createScroll(byId('scroll'), byId('newer')),
  lang: page.lang,
})

const stream = createStream({
  patience: patience.events,
  onEvent: receive,
  onTyping: () => log.showTyping(),
  onReach: onReach('events'),
  onGone: (id) => session.gone(id),
})
const session = createSession({
  memory,
  page,
  patience: patience.session,
  onReach: onReach('session'),
  onNew(id) {
    log.begin()
    stream.start(id)
  },
})
const queue = createQueue(memory)
const outbox = createOutbox({
  queue,
  session,
  patience: patience.messages,
  onState: (id, state, reason) => log.state(id, state, reason),
  onReach: onReach('messages'),
})

function receive(event) {
  byId('start').hidden = true
  if (event.clientId) outbox.confirm(event.clientId)
  log.received(event)
  if (document.hidden && event.from !== 'you') document.title = `● ${text('web.newMessage')}`
}

function send(content, file) {
  byId('start').hidden = true
  const item = queue.add(content, file)
  log.sending(item)
  outbox.send()
  return item
}

let lastTap = { choice: null, at: 0 }

/** A button; tapped twice by a trembling or impatient finger, it counts once. */
function sendChoice(choice, label) {
  const at = Date.now()
  const waiting = queue.all().some((item) => item.choice === choice && !item.failed)
  const twice = waiting || (lastTap.choice === choice && at - lastTap.at < DOUBLE_TAP)
  lastTap = { choice, at }
  return twice ? null : send({ choice, label })
}

function chooseLanguage(code, name) {
  const item = send({ choice: `language:${code}`, label: name })
  outbox.arrived(item.id).then(() => goTo(code))
}

function forget() {
  queue.all().forEach((item) => queue.drop(item.id))
  memory.forget()
  location.reload()
}

/** A file that is no longer on this device has to be chosen again. */
function tryAgain(item) {
  if (!item) return
  if (item.failed !== 'lost') return outbox.retry(item)
  queue.drop(item.id)
  composer.chooseFile()
}

/** The second tap of two lands where the first one moved another button to: it was not meant for that one. */
function tapped(event) {
  const choice = event.detail < 2 && event.target.closest('[data-choice]')
  if (choice) sendChoice(choice.dataset.choice, choice.textContent)
  const retry = event.target.closest('[data-retry]')
  if (retry) tryAgain(queue.get(retry.closest('.message').dataset.id))
}

function begin() {
  if (session.remembered()) {
    log.replay.start()
    stream.start(session.remembered())
  } else {
    session.open()
  }
  queue.all().forEach(log.sending)
  outbox.send()
  setTimeout(() => (byId('start').hidden = !log.isEmpty()), START_AFTER)
}

function showTitle() {
  const [name, about] = titleParts()
  const small = about ? [make('span', { class: 'hidden' }, ': '), make('small', {}, make('bdi', {}, about))] : []
  byId('title').textContent = ''
  byId('title').append(make('bdi', {}, name), ...small)
  byId('about').append(...richText(text('intro') || about, page.dir))
}

fillTexts(document)
showTitle()
app.hidden = false
const composer = createComposer({ memory, onSend: send })
composer.refresh()
createLanguageMenu(chooseLanguage)
createForget(forget)
followKeyboard(app)
joinParent(() => (matchMedia('(pointer: coarse)').matches ? byId('title') : byId('text')).focus())
memory.onChange(() => location.reload())
byId('human').addEventListener('click', () => sendChoice('human', text('web.human')))
byId('messages').addEventListener('click', tapped)
document.addEventListener('visibilitychange', () => document.hidden || (document.title = text('web.title')))
begin()
