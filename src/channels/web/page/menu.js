// The buttons above the talk: language and "forget on this device".

import { byId, make } from './elements.js'
import { page, text } from './strings.js'

/** A button that shows and hides a panel; Escape and a tap elsewhere close it. */
function disclose(button, panel) {
  function set(open) {
    panel.hidden = !open
    button.setAttribute('aria-expanded', String(open))
  }
  button.addEventListener('click', () => {
    set(panel.hidden)
    if (!panel.hidden) (panel.querySelector('[aria-current]') || panel.querySelector('button')).focus()
  })
  document.addEventListener('click', (event) => {
    if (!panel.hidden && !panel.contains(event.target) && !button.contains(event.target)) set(false)
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return
    event.preventDefault()
    set(false)
    button.focus()
  })
  return () => {
    set(false)
    button.focus()
  }
}

function languageButton({ code, name, dir }, onPick) {
  const current = code === page.lang ? 'true' : undefined
  const button = make(
    'button',
    { class: 'choice', type: 'button', lang: code, dir, 'aria-current': current },
    make('bdi', {}, name),
  )
  button.addEventListener('click', () => onPick(code, name))
  return button
}

export function createLanguageMenu(onPick) {
  const close = disclose(byId('language'), byId('languages'))
  const pick = (code, name) => {
    close()
    if (code !== page.lang) onPick(code, name)
  }
  const current = page.languages.find(({ code }) => code === page.lang)
  const name = byId('language-name')
  name.textContent = current ? current.name : page.lang
  name.lang = page.lang
  byId('language').setAttribute('aria-label', `${text('web.language')} ${name.textContent}`.trim())
  for (const place of ['languages', 'start-languages']) {
    byId(place).append(...page.languages.map((language) => languageButton(language, pick)))
  }
}

export function createForget(onForget) {
  const close = disclose(byId('forget'), byId('forget-panel'))
  byId('forget-no').addEventListener('click', close)
  byId('forget-yes').addEventListener('click', onForget)
}

/** The same page in another language; the entry of the history stays, and with it what memory may keep there. */
export function goTo(lang) {
  const url = new URL(location.href)
  url.searchParams.set('lang', lang)
  history.replaceState(history.state, '', url)
  location.reload()
}
