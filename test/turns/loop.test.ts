/** The loop under every worker: at once while there is work, else when woken or after its pause; a fault never ends it. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startLoop, type Loop } from '../../src/turns/loop.ts'

let loop: Loop
/** What the work answers, in order; then that there was none. */
let answers: (boolean | Error)[] = []
let looks = 0
let faults: unknown[] = []

function start(work?: () => Promise<boolean>): void {
  const look = async (): Promise<boolean> => {
    looks += 1
    const answer = answers.shift() ?? false
    if (answer instanceof Error) throw answer
    return answer
  }
  loop = startLoop({ work: work ?? look, pauseMs: 250, onFault: (error) => void faults.push(error), faultMs: 1000 })
}

beforeEach(() => {
  vi.useFakeTimers()
  answers = []
  looks = 0
  faults = []
})
afterEach(async () => {
  await loop.stop()
  vi.useRealTimers()
})

describe('a loop', () => {
  test('goes on at once while there is work, then looks once in each pause', async () => {
    answers = [true, true, true]
    start()
    await vi.advanceTimersByTimeAsync(0)
    expect(looks).toBe(4)
    await vi.advanceTimersByTimeAsync(249)
    expect(looks).toBe(4)
    await vi.advanceTimersByTimeAsync(1)
    expect(looks).toBe(5)
    await vi.advanceTimersByTimeAsync(2_500)
    expect(looks).toBe(15)
  })

  test('looks at once when it is woken, many times at once included', async () => {
    start()
    await vi.advanceTimersByTimeAsync(0)
    for (let i = 0; i < 10; i += 1) loop.wake()
    await vi.advanceTimersByTimeAsync(0)
    expect(looks).toBe(2)
  })

  test('work that comes while it looks is not slept over', async () => {
    let done: (found: boolean) => void = () => undefined
    start(() => {
      looks += 1
      return new Promise((resolve) => (done = resolve))
    })
    await vi.advanceTimersByTimeAsync(0)
    loop.wake()
    done(false)
    await vi.advanceTimersByTimeAsync(0)
    expect(looks).toBe(2)
    done(false)
  })

  test('after a fault it waits longer, tells it, and goes on', async () => {
    const fault = new Error('lost')
    answers = [fault, true, fault]
    start()
    await vi.advanceTimersByTimeAsync(999)
    expect([looks, faults]).toEqual([1, [fault]])
    await vi.advanceTimersByTimeAsync(1)
    expect([looks, faults]).toEqual([3, [fault, fault]])
    await vi.advanceTimersByTimeAsync(1000)
    expect(looks).toBe(4)
  })

  test('stopping waits for what is being done, and nothing is begun after it', async () => {
    let done: (found: boolean) => void = () => undefined
    start(() => {
      looks += 1
      return new Promise((resolve) => (done = resolve))
    })
    await vi.advanceTimersByTimeAsync(0)
    let stopped = false
    const stopping = loop.stop().then(() => (stopped = true))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(stopped).toBe(false)
    done(true)
    await stopping
    expect(looks).toBe(1)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(looks).toBe(1)
  })
})
