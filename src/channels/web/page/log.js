// The list of messages.

import { text } from './strings.js'
import { own, received, setState } from './message.js'

const TYPING_LASTS = 10000
const QUIET_AFTER = 1200
const ON_ITS_WAY = '[data-state=pending], [data-state=waiting]'
const UNSENT = `${ON_ITS_WAY}, [data-state=failed]`

/** The earlier talk is not read aloud again after a reload; what comes after it is. */
function createReplay(view) {
  let timer = 0
  const replay = { on: false, start, settle }

  function start() {
    replay.on = true
    view.setAttribute('aria-live', 'off')
  }
  function settle() {
    if (!replay.on) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      replay.on = false
      view.setAttribute('aria-live', 'polite')
    }, QUIET_AFTER)
  }
  return replay
}

function createTyping(element, scroll) {
  let timer = 0
  function set(shown) {
    clearTimeout(timer)
    element.hidden = !shown
    if (shown) timer = setTimeout(() => set(false), TYPING_LASTS)
    scroll.again()
  }
  return set
}

function markEarlier(list) {
  list.querySelectorAll('.choices:not(.earlier)').forEach((group) => {
    group.classList.add('earlier')
    group.setAttribute('aria-label', text('web.earlier'))
  })
}

export function createLog({ view, list, typing, scroll, lang }) {
  const mine = new Map()
  let greeted = false
  const replay = createReplay(view)
  const showTyping = createTyping(typing, scroll)

  /** before: what is still on its way stays under what has arrived. */
  function insert(message, before, fresh, answers) {
    markEarlier(list)
    list.insertBefore(message, before)
    const previous = message.previousElementSibling
    message.classList.toggle('same', Boolean(previous) && previous.dataset.from === message.dataset.from)
    scroll.added(message, fresh || replay.on, answers)
  }
  const onItsWay = () => list.querySelector(replay.on ? UNSENT : ON_ITS_WAY)

  function addOwn(id, message, state, reason) {
    mine.set(id, message)
    message.dataset.id = id
    setState(message, state, reason)
    const arrived = state === 'sent'
    insert(message, arrived ? onItsWay() : null, !arrived)
  }

  return {
    replay,
    showTyping: () => showTyping(true),
    /** A conversation begins with a greeting. */
    begin: () => (greeted = false),
    isEmpty: () => list.childElementCount === 0,
    received(event) {
      replay.settle()
      if (event.from === 'you' && mine.has(event.clientId)) return setState(mine.get(event.clientId), 'sent')
      if (event.from === 'you') return addOwn(event.clientId || event.id, own(event, event.at, lang), 'sent')
      showTyping(false)
      insert(received(event, lang), onItsWay(), false, greeted)
      greeted = true
    },
    sending(item) {
      addOwn(item.id, own(item, item.order, lang), item.failed ? 'failed' : 'pending', item.failed)
    },
    state(id, state, reason) {
      const message = mine.get(id)
      if (!message) return
      if (message.dataset.state === 'failed' && state === 'pending') list.append(message)
      setState(message, state, reason)
      scroll.again()
    },
  }
}
