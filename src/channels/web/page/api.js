// The three calls to the server. Every outcome is a value: { ok }, or { problem } with
// 'gone' (the conversation does not exist), 'refused' (this message will never be taken),
// 'busy' (later, after `wait` ms) or 'unreachable'.

const JSON_TYPE = { 'content-type': 'application/json' }
const PATIENCE = { text: 20000, file: 180000 }

const talk = (conversation) => `/api/chat/${encodeURIComponent(conversation)}`

// own=1: also what this person wrote, so that a reload shows the whole talk.
export const eventsUrl = (conversation, after) =>
  `${talk(conversation)}/events?own=1${after ? `&after=${encodeURIComponent(after)}` : ''}`

function judge(response) {
  if (response.ok) return { ok: true }
  if (response.status === 404) return { problem: 'gone' }
  if (response.status === 429 || response.status === 503) {
    return { problem: 'busy', wait: Number(response.headers.get('retry-after')) * 1000 || 0 }
  }
  if (response.status >= 500 || response.status === 408) return { problem: 'unreachable' }
  return { problem: 'refused', status: response.status }
}

async function call(url, options, patience) {
  const control = new AbortController()
  const timer = setTimeout(() => control.abort(), patience)
  try {
    const response = await fetch(url, { ...options, signal: control.signal })
    const outcome = judge(response)
    if (outcome.ok && options.read) outcome.body = await response.json()
    if (options.leave) control.abort()
    return outcome
  } catch {
    return { problem: 'unreachable' }
  } finally {
    clearTimeout(timer)
  }
}

export function createConversation(municipality, lang) {
  const body = { lang }
  if (municipality) body.municipality = municipality
  return call('/api/chat', { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body), read: true }, PATIENCE.text)
}

export function postMessage(conversation, message, file) {
  const url = `${talk(conversation)}/messages`
  if (!file) {
    return call(url, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(message) }, PATIENCE.text)
  }
  const form = new FormData()
  form.append('id', message.id)
  if (message.caption) form.append('caption', message.caption)
  form.append('file', file, message.name)
  return call(url, { method: 'POST', body: form }, PATIENCE.file)
}

/** An EventSource does not say why it was refused; this does. */
export const probeEvents = (conversation) => call(eventsUrl(conversation), { leave: true }, PATIENCE.text)
