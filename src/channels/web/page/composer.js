// Where the person writes: a text box that grows, a photo or PDF, and send.

import { byId } from './elements.js'
import { page, text } from './strings.js'

const MOST = 10 * 1024 * 1024
const TALLEST = 140

const size = (bytes) => `${Math.max(0.1, bytes / 1024 / 1024).toFixed(1)} MB`

function grow(box) {
  box.style.height = 'auto'
  box.style.height = `${Math.min(box.scrollHeight, TALLEST)}px`
  box.style.overflowY = box.scrollHeight > TALLEST ? 'auto' : 'hidden'
}

/** An empty box follows the page, a filled one its own text. */
function direct(box) {
  box.dir = box.value ? 'auto' : page.dir
}

/** What can be said before it is sent; the server looks at the bytes. */
function faultOf(file) {
  if (file.size > MOST) return 'web.tooLarge'
  return file.type && !/^image\/|^application\/pdf$/.test(file.type) ? 'wrongFile' : null
}

function createAttachment(problem, onChange) {
  const strip = byId('chosen')
  const inputs = [byId('file'), byId('photo')]
  let file = null

  function set(next) {
    file = next
    strip.hidden = !next
    byId('chosen-name').textContent = next ? `${next.name} · ${size(next.size)}` : ''
    inputs.forEach((input) => (input.value = ''))
    onChange()
  }
  function choose(next) {
    if (!next) return
    const fault = faultOf(next)
    problem.textContent = fault ? text(fault) : ''
    set(fault ? null : next)
    if (!fault) byId('send').focus()
  }

  inputs.forEach((input) => input.addEventListener('change', () => choose(input.files[0])))
  byId('attach').addEventListener('click', () => byId('file').click())
  byId('camera').addEventListener('click', () => byId('photo').click())
  byId('chosen-remove').addEventListener('click', () => (set(null), byId('attach').focus()))
  return { take: () => file, clear: () => set(null) }
}

export function createComposer({ memory, onSend }) {
  const form = byId('compose')
  const box = byId('text')
  const problem = byId('problem')

  function refresh() {
    form.classList.toggle('filled', box.value !== '')
    direct(box)
    grow(box)
  }
  const attachment = createAttachment(problem, refresh)

  function send() {
    const words = box.value.trim()
    const file = attachment.take()
    if (!words && !file) return box.focus()
    if (file) onSend({ name: file.name, size: file.size, caption: words || undefined }, file)
    else onSend({ text: words })
    box.value = ''
    problem.textContent = ''
    memory.setDraft('')
    attachment.clear()
    box.focus()
  }

  box.addEventListener('input', () => {
    memory.setDraft(box.value)
    refresh()
  })
  box.addEventListener('keydown', (event) => {
    const composing = event.isComposing || event.keyCode === 229
    if (event.key !== 'Enter' || event.shiftKey || composing) return
    event.preventDefault()
    send()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    send()
  })
  window.addEventListener('resize', refresh)

  box.value = memory.draft()
  return { refresh, focus: () => box.focus(), chooseFile: () => byId('attach').click() }
}
