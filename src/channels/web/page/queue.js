// The messages that the server does not have yet, in order; on this device until it has them.

import { files } from './files.js'

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function createQueue(memory) {
  const items = new Map(memory.unsent().map((item) => [item.id, item]))

  function put(item) {
    items.delete(item.id)
    items.set(item.id, item)
    memory.setUnsent(item)
    return item
  }

  return {
    put,
    get: (id) => items.get(id),
    has: (id) => items.has(id),
    all: () => Array.from(items.values()),
    next: () => Array.from(items.values()).find((item) => !item.failed),
    /** content: { text } or { choice, label } or { name, size, caption } with its file */
    add(content, file) {
      const item = put({ id: newId(), order: Date.now(), ...content })
      if (file) files.put(item.id, file)
      return item
    },
    drop(id) {
      items.delete(id)
      memory.removeUnsent(id)
      files.remove(id)
    },
  }
}
