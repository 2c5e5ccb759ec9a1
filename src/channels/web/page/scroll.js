// Keeps the newest message in view for whoever is at the end, and leaves alone whoever is reading back.
// A new answer is shown from its beginning: a long one does not push its own first line out of view,
// and a long greeting before it does not keep it below the edge.

const NEAR = 60
const MARGIN = 12
const BURST = 4000
/** So much of an answer has to be in view, or the view begins with it (and with the end of what stands above). */
const ENOUGH = 110
const ABOVE = 44
/** Reading on leaves the last lines in view. */
const PAGE = 0.8

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
  let answer = null
  let unseen = null
  let last = 0

  const end = () => view.scrollHeight - view.clientHeight

  function put(top) {
    view.scrollTop = top
    placed = view.scrollTop
    atEnd = end() - placed < NEAR
    unseen = null
    offer(!atEnd, 'rest')
  }
  function place() {
    const top = start.offsetTop - MARGIN
    const hidden = answer && answer.offsetTop + Math.min(answer.offsetHeight, ENOUGH) > top + view.clientHeight
    put(Math.min(end(), hidden ? answer.offsetTop - ABOVE : top))
  }

  function moved() {
    const before = placed
    placed = view.scrollTop
    // At the end the browser moves it by itself when the end does: a message that has finished its arrival, say.
    if (Math.abs(placed - before) < 2 || (atEnd && placed < before && end() - placed < 2)) return
    untouched = false
    atEnd = end() - placed < NEAR
    if (atEnd) {
      unseen = null
      newer.hidden = true
    }
  }
  view.addEventListener('scroll', moved, { passive: true })

  function resized() {
    if (atEnd) put(end())
  }
  if (window.ResizeObserver) new ResizeObserver(resized).observe(view)
  else window.addEventListener('resize', resized)

  /** To what came unseen, else on to the rest of what is being read. */
  newer.addEventListener('click', () => {
    view.focus({ preventScroll: true })
    put(unseen ? unseen.offsetTop - MARGIN : view.scrollTop + view.clientHeight * PAGE)
  })

  return {
    /**
     * fresh: something new begins here, by the person's own doing; it is shown wherever they were.
     * answers: what they asked for, so neither their own words nor a greeting.
     */
    added(message, fresh, answers) {
      const now = Date.now()
      const burst = untouched && start && now - last < BURST
      last = now
      if (!fresh && !burst && !atEnd) {
        unseen = unseen || message
        offer(true, 'new')
        return
      }
      if (fresh || !burst) {
        start = message
        answer = null
      }
      if (answers) answer = answer || message
      untouched = true
      place()
    },
    again: resized,
  }
}
