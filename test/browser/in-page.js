// What the tests ask of the page itself; put into every page before its own scripts.
'use strict'

window.seen = {
  conversation() {
    const key = Object.keys(localStorage).find((name) => name.endsWith('/conversation'))
    return (key && localStorage.getItem(key)) || ''
  },
  remembers: () => Object.keys(localStorage).filter((name) => name.startsWith('wegwijs/')),

  bubbles: () =>
    Array.from(document.querySelectorAll('.message'), (message) => ({
      from: message.dataset.from,
      state: message.dataset.state || '',
      text: message.querySelector('.bubble').innerText,
    })),

  /** Elements that need more room sideways than they have. */
  tooWide: () =>
    [document.documentElement, ...document.querySelectorAll('#scroll, .head, .panel, .compose')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map((element) => element.id || element.className || element.tagName),

  /** Where an element is inside the part of the talk that is in view: lines of the window, from its top. */
  place(selector, which) {
    const all = document.querySelectorAll(selector)
    const element = all[which < 0 ? all.length + which : which]
    const view = document.getElementById('scroll').getBoundingClientRect()
    const { top, bottom, left, right } = element.getBoundingClientRect()
    return { top: top - view.top, bottom: bottom - view.top, left, right, height: view.height, width: window.innerWidth }
  },

  /** On how many lines each phone number stands. */
  phoneLines: () => Array.from(document.querySelectorAll('#messages a.phone'), (phone) => phone.getClientRects().length),
}

// Not every violation is an error in the console.
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  console.error(`content security policy: ${violatedDirective} ${blockedURI}`),
)
