/** Runs a piece of work again and again: at once while there is work, else when woken or after a pause. */

export type Loop = { wake: () => void; stop: () => Promise<void> }

export type LoopOptions = {
  /** @returns whether there was work */
  work: () => Promise<boolean>
  /** Looks by itself this often: another process may have made work. */
  pauseMs: number
  /** Something unforeseen, such as a lost database: the loop goes on after `faultMs`. */
  onFault: (error: unknown) => void
  faultMs: number
}

export function startLoop({ work, pauseMs, onFault, faultMs }: LoopOptions): Loop {
  const flags: { stopping: boolean; woken: boolean } = { stopping: false, woken: false }
  let wakeUp: (() => void) | null = null

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(done, ms)
      function done(): void {
        clearTimeout(timer)
        wakeUp = null
        resolve()
      }
      wakeUp = done
    })

  const wake = (): void => {
    flags.woken = true
    wakeUp?.()
  }

  const mayRest = (): boolean => !flags.woken && !flags.stopping

  const running = (async () => {
    while (!flags.stopping) {
      flags.woken = false
      let pause = pauseMs
      try {
        if (await work()) continue
      } catch (error) {
        onFault(error)
        pause = faultMs
      }
      // Work that came in while looking is not slept over.
      if (mayRest()) await rest(pause)
    }
  })()

  return {
    wake,
    stop: async () => {
      flags.stopping = true
      wake()
      await running
    },
  }
}
