// What this device remembers, per municipality: the conversation, a draft, and messages that are not sent yet.
// Where the browser refuses storage, the entry of the tab's history keeps it: that survives a reload too.

function storage() {
  try {
    const probe = 'wegwijs probe'
    localStorage.setItem(probe, probe)
    localStorage.removeItem(probe)
    return localStorage
  } catch {
    return historyStorage()
  }
}

function historyStorage() {
  const values = Object.assign({}, history.state)
  const keep = () => history.replaceState(values, '')
  return {
    keys: () => Object.keys(values),
    getItem: (key) => (key in values ? values[key] : null),
    setItem: (key, value) => ((values[key] = value), keep()),
    removeItem: (key) => (delete values[key], keep()),
  }
}

export function createMemory(municipality) {
  const prefix = `wegwijs/${municipality}/`
  const store = storage()
  const keys = () => (store.keys ? store.keys() : Object.keys(store)).filter((key) => key.startsWith(prefix))

  function set(name, value) {
    try {
      if (value) store.setItem(prefix + name, value)
      else store.removeItem(prefix + name)
    } catch {
      // Storage is full: the page goes on with what it has in hand.
    }
  }
  function unsent() {
    const names = keys().filter((key) => key.startsWith(`${prefix}unsent/`))
    return names.map((key) => JSON.parse(store.getItem(key))).sort((a, b) => a.order - b.order)
  }

  return {
    conversation: () => store.getItem(`${prefix}conversation`),
    setConversation: (id) => set('conversation', id),
    draft: () => store.getItem(`${prefix}draft`) || '',
    setDraft: (draft) => set('draft', draft),
    unsent,
    setUnsent: (item) => set(`unsent/${item.id}`, JSON.stringify(item)),
    removeUnsent: (id) => set(`unsent/${id}`, null),
    forget: () => keys().forEach((key) => store.removeItem(key)),
    /** Another tab started or forgot the conversation. */
    onChange(listener) {
      window.addEventListener('storage', (event) => {
        if (event.key === null || event.key === `${prefix}conversation`) listener()
      })
    },
  }
}
