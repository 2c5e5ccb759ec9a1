/** A conversation on the "loop" network: messages go in by the entry, answers come to the sink. */
import type { Arrival, Sink } from './sink.ts'
import type { Script } from './script.ts'
import type { Line } from './talker.ts'
import { withoutRepeats } from './judge.ts'

export class LoopLine implements Line {
  readonly handle: string
  private readonly script: Script
  private readonly sink: Sink

  constructor(handle: string, script: Script, sink: Sink) {
    this.handle = handle
    this.script = script
    this.sink = sink
  }

  get arrivals(): Arrival[] {
    return this.sink.of(this.handle)
  }

  readonly send: Line['send'] = async (post, { id, body }) => {
    await post('loop', `/${this.handle}`, { id, body, start: this.script.start })
  }

  answered(): number {
    return withoutRepeats(
      this.script.expected,
      this.arrivals.map(({ key }) => ({ key, inFlight: true })),
    ).shown.length
  }
}
