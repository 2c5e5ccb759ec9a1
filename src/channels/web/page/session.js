// The conversation of this device: the one it remembers, or a new one as soon as the server can be reached.

import { createConversation } from './api.js'

export function createSession({ memory, page, patience, onReach, onNew }) {
  let id = memory.conversation()
  let opening = null

  async function start() {
    for (;;) {
      const outcome = await createConversation(page.municipality, page.lang)
      onReach(Boolean(outcome.ok))
      if (outcome.ok) return outcome.body.conversation
      await patience.wait(outcome.wait)
    }
  }

  async function begin() {
    id = await start()
    opening = null
    patience.reset()
    memory.setConversation(id)
    onNew(id)
    return id
  }

  /** Always ends in an id, however long that takes. */
  function open() {
    if (id) return Promise.resolve(id)
    opening = opening || begin()
    return opening
  }

  /** The server does not know this conversation (any more): begin again, once, whoever notices first. */
  function gone(which) {
    if (which !== id) return
    id = null
    memory.setConversation(null)
    open()
  }

  return { open, gone, remembered: () => id }
}
