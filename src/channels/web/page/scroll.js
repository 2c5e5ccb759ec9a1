// Keeps the newest message in view for whoever is at the end, and leaves alone whoever is reading back.
// A new answer is shown from its beginning: a long one does not push its own first line out of view.

const NEAR = 60
const MARGIN = 12
const BURST = 4000

/** 'rest': what is being read goes on below. 'new': something came that is out of sight. */
const offerFrom = (button) => (shown, what) => {
  button.hidden = !shown
  button.classList.toggle('rest', what === 'rest')
  button.lastElementChild.classList.toggle('hidden', what === 'rest')
}

export function createScroll(view, newer) {
  const offer = offerFrom(newer)
  let atEnd = true
  let untouched = true
  let placed = 0
  let start = null
  let last = 0

  const end = () => view.scrollHeight - view.clientHeight

  function put(top) {
    view.scrollTop = top
    placed = view.scrollTop
    atEnd = end() - placed < NEAR
    offer(!atEnd, 'rest')
  }
  const place = () => put(Math.min(end(), start.offsetTop - MARGIN))

  function moved() {
    if (Math.abs(view.scrollTop - placed) < 2) return
    placed = view.scrollTop
    untouched = false
    atEnd = end() - placed < NEAR
    if (atEnd) newer.hidden = true
  }
  view.addEventListener('scroll', moved, { passive: true })

  function resized() {
    if (atEnd) put(end())
  }
  if (window.ResizeObserver) new ResizeObserver(resized).observe(view)
  else window.addEventListener('resize', resized)

  newer.addEventListener('click', () => {
    start = view.querySelector('#messages').lastElementChild
    view.focus({ preventScroll: true })
    place()
  })

  return {
    /** fresh: something new begins here, by the person's own doing; it is shown wherever they were. */
    added(message, fresh) {
      const now = Date.now()
      const burst = untouched && start && now - last < BURST
      last = now
      if (!fresh && !burst && !atEnd) {
        offer(true, 'new')
        return
      }
      if (fresh || !burst) start = message
      untouched = true
      place()
    },
    again: resized,
  }
}
