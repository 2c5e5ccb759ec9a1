// Messages on their way to the server: one at a time, in order, with the same id until it says it has them.
// States: pending → sent, or waiting (tries again by itself), or failed (the server will not take it).

import { postMessage } from './api.js'
import { files } from './files.js'

/** Too large, or no photo or PDF: sending it again would not help. */
const NEVER = [413, 415]

function body({ id, text, choice, name, caption }) {
  if (name) return { id, name, caption }
  return choice ? { id, choice } : { id, text }
}

async function post(conversation, item) {
  const file = item.name && (await files.get(item.id))
  if (item.name && !file) return { problem: 'refused', status: 'lost' }
  return postMessage(conversation, body(item), file)
}

export function createOutbox({ queue, session, patience, onState, onReach }) {
  const arrivals = new Map()
  let running = false

  /** The server has it: it said so, or the stream shows it. */
  function settle(id) {
    if (!queue.has(id)) return
    queue.drop(id)
    onReach(true)
    onState(id, 'sent')
    if (arrivals.has(id)) arrivals.get(id)()
  }

  function refuse(item, reason) {
    if (NEVER.includes(reason)) queue.drop(item.id)
    else queue.put({ ...item, failed: reason })
    onState(item.id, 'failed', reason)
  }

  async function putOff(item, conversation, outcome) {
    item.tries = (item.tries || 0) + 1
    if (outcome.problem === 'gone') session.gone(conversation)
    if (outcome.problem === 'gone' && item.tries === 1) return
    if (item.tries > 1) onState(item.id, 'waiting')
    await patience.wait(outcome.wait)
  }

  async function deliver(item) {
    const conversation = await session.open()
    if (!queue.has(item.id)) return
    const outcome = await post(conversation, item)
    if (!queue.has(item.id)) return
    onReach(outcome.problem !== 'unreachable')
    if (outcome.problem === 'refused') return refuse(item, outcome.status)
    if (outcome.problem) return putOff(item, conversation, outcome)
    patience.reset()
    settle(item.id)
  }

  async function send() {
    if (running) return
    running = true
    for (let item = queue.next(); item; item = queue.next()) await deliver(item)
    running = false
  }

  return {
    send,
    confirm: settle,
    /** The person asks for it: now, and after what is already waiting. */
    retry(item) {
      if (item.failed) queue.put({ ...item, failed: undefined, order: Date.now() })
      onState(item.id, 'pending')
      patience.tryNow()
      send()
    },
    arrived: (id) => new Promise((resolve) => (queue.has(id) ? arrivals.set(id, resolve) : resolve())),
  }
}
