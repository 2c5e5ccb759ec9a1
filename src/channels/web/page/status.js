// One line that says that the connection is away. Short breaks are not worth a word.

import { text } from './strings.js'

const SHORT = 1500

export function createStatus(element) {
  const broken = new Set()
  let timer = 0
  let everReached = false

  function show() {
    const away = broken.size > 0 || navigator.onLine === false
    const key = everReached || navigator.onLine === false ? 'web.offline' : 'web.connecting'
    element.textContent = away ? text(key) : ''
    element.classList.toggle('away', away)
  }

  window.addEventListener('offline', show)
  window.addEventListener('online', show)

  /** part: which connection speaks; reached: did it get through? */
  return function report(part, reached) {
    if (reached) {
      everReached = true
      broken.delete(part)
      clearTimeout(timer)
      timer = 0
      if (broken.size === 0) show()
    } else {
      broken.add(part)
      timer = timer || setTimeout(show, SHORT)
    }
  }
}
