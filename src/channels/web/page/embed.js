// For the site of a municipality: a button that opens the chat in a frame. One line on that site:
// <script src="https://HOST/chat/assets/embed.js" data-municipality="amersfoort" data-lang="nl" defer></script>
// data-label: what the button says before the chat has been opened (otherwise the name of the assistant).
'use strict'

// The block keeps every name below out of the site.
{
  const script = document.currentScript
  const host = new URL(script.src).origin
  const { municipality, lang, label = 'Wegwijs' } = script.dataset
  const NARROW = '(max-width: 559px), (max-height: 559px)'

  const BUTTON =
    'cursor: pointer; border: 2px solid #fff; color: #fff; background: #0b5d57; font: 600 17px/1.3 system-ui, sans-serif;'
  const LAUNCHER =
    'position: fixed; z-index: 2147483000; right: 16px; bottom: 16px; display: flex; align-items: center; ' +
    'min-height: 52px; padding: 8px 18px 8px 12px; border-radius: 28px; box-shadow: 0 4px 16px rgba(0, 0, 0, 0.3);'
  const CLOSER = 'position: absolute; top: 6px; right: 6px; width: 46px; height: 46px; border-radius: 50%;'
  const PANEL =
    'position: fixed; z-index: 2147483000; display: none; overflow: hidden; background: #fbf6ee; ' +
    'box-shadow: 0 8px 40px rgba(0, 0, 0, 0.35);'
  const WHOLE = { right: '0', bottom: '0', width: '100%', height: '100%', maxHeight: 'none', borderRadius: '0' }
  const CORNER = {
    right: '16px',
    bottom: '16px',
    width: '410px',
    height: 'calc(100% - 32px)',
    maxHeight: '720px',
    borderRadius: '18px',
  }

  /** Styles go on the element itself: a site may forbid style sheets that are not its own. */
  function make(name, style, attributes) {
    const element = document.createElement(name)
    element.style.cssText = `all: initial; box-sizing: border-box; ${style}`
    Object.keys(attributes).forEach((key) => element.setAttribute(key, attributes[key]))
    return element
  }

  /** Without a style sheet there is no :focus rule; this is it. */
  function makeButton(style, attributes, content) {
    const button = make('button', BUTTON + style, { type: 'button', ...attributes })
    const outline = (value) => () => (button.style.outline = value)
    button.addEventListener('focus', outline('3px solid #a5441f'))
    button.addEventListener('blur', outline('none'))
    button.append(...content)
    return button
  }

  function signpost() {
    const style = 'width: 28px; height: 28px; margin-inline-end: 10px; border-radius: 7px;'
    return make('img', style, { alt: '', src: new URL('favicon.svg', script.src).href })
  }

  function cross() {
    const [svg, path] = ['svg', 'path'].map((name) => document.createElementNS('http://www.w3.org/2000/svg', name))
    svg.setAttribute('viewBox', '0 0 24 24')
    svg.setAttribute('aria-hidden', 'true')
    svg.style.cssText = 'display: block; width: 22px; margin: auto; stroke: #fff; stroke-width: 2.5;'
    path.setAttribute('d', 'M6 6l12 12M18 6L6 18')
    svg.append(path)
    return svg
  }

  /** Something focusable before and after the frame: whoever tabs out of it comes round to the other side. */
  function edge(onFocus) {
    const element = make('span', 'position: absolute; width: 1px; height: 1px;', {
      tabindex: '0',
      'aria-hidden': 'true',
    })
    element.addEventListener('focus', onFocus)
    return element
  }

  function address() {
    const url = new URL('/chat', host)
    if (municipality) url.searchParams.set('municipality', municipality)
    if (lang) url.searchParams.set('lang', lang)
    return url.href
  }

  const open = makeButton(LAUNCHER, { 'aria-haspopup': 'dialog' }, [signpost(), label])
  const close = makeButton(CLOSER, { 'aria-label': '✕' }, [cross()])
  const frame = make('iframe', 'display: block; width: 100%; height: 100%; border: 0;', { title: label })
  const panel = make('div', PANEL, { role: 'dialog', 'aria-modal': 'true', 'aria-label': label })
  panel.append(
    edge(() => frame.focus()),
    close,
    frame,
    edge(() => close.focus()),
  )

  const narrow = window.matchMedia(NARROW)
  const fit = () => Object.assign(panel.style, narrow.matches ? WHOLE : CORNER)
  narrow.addListener(fit)
  fit()

  let ready = false
  const isOpen = () => panel.style.display !== 'none'

  function enter() {
    frame.focus()
    if (ready) frame.contentWindow.postMessage({ wegwijs: 'opened' }, host)
  }
  function show() {
    if (!frame.src) frame.src = address()
    panel.style.display = 'block'
    open.style.display = 'none'
    enter()
  }
  function hide() {
    panel.style.display = 'none'
    open.style.display = 'flex'
    open.focus()
  }

  /** The page in the frame knows its language: it names the dialog and the button that closes it. */
  function named({ title, close: closeLabel, dir }) {
    panel.setAttribute('aria-label', String(title))
    frame.title = String(title)
    close.setAttribute('aria-label', String(closeLabel))
    Object.assign(close.style, dir === 'rtl' ? { left: '6px', right: 'auto' } : { left: 'auto', right: '6px' })
    ready = true
    if (isOpen()) enter()
  }

  window.addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || event.origin !== host || !event.data) return
    if (event.data.wegwijs === 'ready') named(event.data)
    if (event.data.wegwijs === 'close') hide()
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isOpen()) hide()
  })
  open.addEventListener('click', show)
  close.addEventListener('click', hide)

  document.body.append(open, panel)
}
