// The events of a conversation. EventSource comes back by itself after most breaks; this adds the rest:
// a refused connection, a phone that slept, a conversation that is gone. No event is passed on twice.

import { eventsUrl, probeEvents } from './api.js'

const ASLEEP = 10000

function read(data) {
  try {
    return JSON.parse(data)
  } catch {
    return null
  }
}

export function createStream({ patience, onEvent, onTyping, onReach, onGone }) {
  let conversation = null
  let source = null
  let last = null
  let seen = new Set()

  function receive(message) {
    const event = read(message.data)
    if (!event) return
    const id = String(event.id || message.lastEventId)
    if (seen.has(id)) return
    seen.add(id)
    last = message.lastEventId || id
    onEvent(event)
  }

  async function failed(broken) {
    if (broken !== source) return
    onReach(false)
    if (broken.readyState !== EventSource.CLOSED) return
    const outcome = await probeEvents(conversation)
    if (broken !== source) return
    if (outcome.problem === 'gone') return onGone(conversation)
    await patience.wait(outcome.wait)
    if (broken === source) open()
  }

  function open() {
    if (source) source.close()
    const opened = new EventSource(eventsUrl(conversation, last))
    source = opened
    opened.onmessage = receive
    opened.addEventListener('typing', onTyping)
    opened.onerror = () => failed(opened)
    opened.onopen = () => {
      patience.reset()
      onReach(true)
    }
  }

  function reopen() {
    if (conversation) open()
  }
  let hiddenSince = 0
  window.addEventListener('online', reopen)
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hiddenSince = Date.now()
    else if (Date.now() - hiddenSince > ASLEEP) reopen()
  })

  return {
    start(id) {
      conversation = id
      last = null
      seen = new Set()
      open()
    },
  }
}
