// iOS lays its keyboard over the page instead of making the page smaller; this makes the page smaller.
// Zooming with two fingers changes the same numbers and is left alone.

export function followKeyboard(app) {
  const view = window.visualViewport
  if (!view) return

  function fit() {
    if (view.scale > 1.01) return
    const covered = window.innerHeight - view.height
    app.style.height = covered > 1 ? `${view.height}px` : ''
    if (covered > 1) window.scrollTo(0, 0)
  }
  view.addEventListener('resize', fit)
  view.addEventListener('scroll', fit)
}
