// When the page is in a frame on another site: tell that site what its buttons are called, and when to close.

import { page, text } from './strings.js'

export function joinParent(focus) {
  if (window.parent === window) return
  document.documentElement.classList.add('embedded')
  const tell = (what, more) => window.parent.postMessage({ wegwijs: what, ...more }, '*')

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) tell('close')
  })
  window.addEventListener('message', (event) => {
    if (event.source === window.parent && event.data && event.data.wegwijs === 'opened') focus()
  })
  tell('ready', { title: text('web.title'), close: text('web.close'), lang: page.lang, dir: page.dir })
}
