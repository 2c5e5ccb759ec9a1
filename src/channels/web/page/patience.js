// Waiting longer after each failure, with some chance in it so that not everybody comes back at once.

const FIRST = 1000
const LONGEST = 30000

export function createPatience() {
  let failures = 0
  let wake = null

  function wait(atLeast) {
    const step = Math.min(FIRST * 2 ** failures, LONGEST)
    failures += 1
    const duration = Math.max(atLeast || 0, step * (0.75 + Math.random() / 2))
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, duration)
      wake = () => (clearTimeout(timer), resolve())
    })
  }
  function tryNow() {
    if (wake) wake()
  }
  window.addEventListener('online', tryNow)

  return { wait, tryNow, reset: () => (failures = 0) }
}
