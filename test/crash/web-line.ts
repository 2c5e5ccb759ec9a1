/** The web chat as a page uses it: posts, and an event stream that is taken up again after every break. */
import { z } from 'zod'
import { keyOf } from './answers.ts'
import { type Dice, sleep } from './random.ts'
import type { Start } from './script.ts'
import { anyOf, type ServerProcess } from './server-process.ts'
import type { Line } from './talker.ts'

const WebEvent = z.object({
  id: z.string().regex(/^\d+$/),
  at: z.iso.datetime(),
  text: z.string(),
  lang: z.string(),
  dir: z.string(),
  choices: z.array(z.object({ id: z.string(), label: z.string() })),
  from: z.literal('bot'),
})

export class WebLine implements Line {
  conversation = ''
  /** What was shown, in the order in which it came: every event once. */
  readonly shown: string[] = []
  /** What an event stream may not do. */
  readonly faults: string[] = []
  private readonly seen = new Map<number, string>()
  private last = 0
  private readonly closing = new AbortController()
  private reading: Promise<void> | null = null
  private readonly start: Start
  private readonly servers: readonly ServerProcess[]
  private readonly dice: Dice

  constructor(start: Start, servers: readonly ServerProcess[], dice: Dice) {
    this.start = start
    this.servers = servers
    this.dice = dice
  }

  readonly open: NonNullable<Line['open']> = async (post) => {
    const { municipality, language } = this.start
    this.conversation = z
      .object({ conversation: z.string() })
      .parse(JSON.parse(await post('web', '/api/chat', { municipality, lang: language }))).conversation
    this.reading = this.read()
  }

  readonly send: Line['send'] = async (post, { id, body }) => {
    const said = body.kind === 'choice' ? { choice: body.choice } : body.kind === 'text' ? { text: body.text } : {}
    await post('web', `/api/chat/${this.conversation}/messages`, { id, ...said })
  }

  answered(): number {
    return this.shown.length
  }

  async close(): Promise<void> {
    this.closing.abort()
    await this.reading
  }

  /** Connections end by a kill, or because the person walks into a tunnel; now and then the page is loaded anew. */
  private async read(): Promise<void> {
    while (!this.closing.signal.aborted) {
      const after = this.dice.chance(0.1) ? 0 : this.last
      const break_ = AbortSignal.timeout(this.dice.between(500, 6_000))
      await this.stream(after, AbortSignal.any([this.closing.signal, break_])).catch(() => undefined)
      await sleep(this.dice.between(30, 150))
    }
  }

  private async stream(after: number, signal: AbortSignal): Promise<void> {
    const url = `${anyOf(this.servers, this.dice).web}/api/chat/${this.conversation}/events`
    const answer = await fetch(url, { headers: after > 0 ? { 'Last-Event-ID': String(after) } : {}, signal })
    if (!answer.ok) {
      await answer.text()
      if (answer.status < 500) this.faults.push(`the event stream answered ${answer.status}`)
      return
    }
    const decoder = new TextDecoder()
    let rest = ''
    let previous = after
    for await (const part of answer.body!) {
      const blocks = (rest + decoder.decode(part as Uint8Array, { stream: true })).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) previous = this.take(block, previous)
    }
  }

  /** @returns the id of the event, after which the next must come */
  private take(block: string, previous: number): number {
    const lines = block.split('\n')
    const data = lines.find((line) => line.startsWith('data: '))
    if (data === undefined) return previous
    const event = WebEvent.safeParse(JSON.parse(data.slice('data: '.length)))
    if (!event.success || !lines.includes(`id: ${event.data.id}`)) {
      this.faults.push('an event has another form')
      return previous
    }
    const id = Number(event.data.id)
    const key = keyOf(event.data)
    if (id <= previous) this.faults.push(`event ${id} came after event ${previous}`)
    const known = this.seen.get(id)
    if (known !== undefined && known !== key) this.faults.push(`event ${id} came again with other content`)
    if (known === undefined) {
      if (id < this.last) this.faults.push(`event ${id} was left out before`)
      this.seen.set(id, key)
      this.shown.push(key)
    }
    this.last = Math.max(this.last, id)
    return id
  }
}
