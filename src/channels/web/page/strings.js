// The texts of this page, as the server put them in, and the elements that show them.

const given = JSON.parse(document.getElementById('strings').textContent)

export const page = {
  lang: given.lang,
  dir: document.documentElement.dir || 'ltr',
  municipality: given.municipality || '',
  languages: given.languages || [],
}

// A language whose texts are not complete falls back to a text that comes close.
const closest = {
  'web.camera': 'web.attach',
  'web.file': 'web.attach',
  'web.sending': 'web.loading',
  'web.earlier': 'web.options',
}
const signs = { 'web.cancel': '✕', 'web.close': '✕' }

export function text(key) {
  return given.texts[key] || given.texts[closest[key]] || signs[key] || ''
}

const places = {
  text: (element, value) => (element.textContent = value),
  label: (element, value) => element.setAttribute('aria-label', value),
  title: (element, value) => element.setAttribute('title', value),
  placeholder: (element, value) => element.setAttribute('placeholder', value),
}

/** "Name: what it is about" → ["Name", "what it is about"] */
export function titleParts() {
  const [name, ...about] = text('web.title').split(/:\s+/)
  return [name, about.join(': ')]
}

/** Fills every element that has data-text, data-label, data-title or data-placeholder. */
export function fillTexts(root) {
  for (const place of Object.keys(places)) {
    root.querySelectorAll(`[data-${place}]`).forEach((element) => {
      const value = text(element.dataset[place])
      if (value) places[place](element, value)
    })
  }
}
