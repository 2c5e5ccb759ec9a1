/** A messaging network on this machine: an HTTP server that does to each person's messages what a script says, and the channel to it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Channel, SendResult } from '../../src/channels/channel.ts'

/**
 * `ok` takes it; a number is a status (with `wait` in milliseconds for 429); `cut` breaks the line off before it is taken;
 * `lost` takes it and breaks off before it says so; `hang` takes it and says so only when told.
 */
export type Fault = 'ok' | 'cut' | 'lost' | 'hang' | { status: number; wait?: number }

const NAME = 'fake'

export class FakeNetwork {
  /** What arrived, as person and text, in order. */
  readonly arrived: string[] = []
  /** Every attempt, whatever became of it. */
  readonly attempts: string[] = []
  private readonly scripts = new Map<string, Fault[]>()
  private hanging: (() => void)[] = []
  private tell: () => void = () => undefined
  private readonly server: Server
  private address = ''

  constructor() {
    this.server = createServer((request, response) => void this.answer(request, response))
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    this.address = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  /** What happens to the next messages of a person; after that all are taken. */
  script(handle: string, ...faults: Fault[]): void {
    this.scripts.set(handle, faults)
  }

  /** What was held back is answered now. */
  letGo(): void {
    this.hanging.splice(0).forEach((go) => go())
  }

  /** Waits for an attempt. */
  async until(attempts: number): Promise<void> {
    while (this.attempts.length < attempts) await new Promise<void>((resolve) => (this.tell = resolve))
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const { handle, text } = JSON.parse(Buffer.concat(parts).toString('utf8')) as { handle: string; text: string }
    const fault = this.scripts.get(handle)?.shift() ?? 'ok'
    this.attempts.push(`${handle} ${text}`)
    if (fault === 'ok' || fault === 'lost' || fault === 'hang') this.arrived.push(`${handle} ${text}`)
    this.tell()
    if (fault === 'cut' || fault === 'lost') return void response.destroy()
    if (fault === 'hang') await new Promise<void>((resolve) => this.hanging.push(resolve))
    const { status, wait } = typeof fault === 'object' ? fault : { status: 200, wait: undefined }
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(status === 200 ? { id: `fake-${this.attempts.length}` } : { wait }))
  }

  /** As a real channel does it: what the platform answers is a value; that it can't be reached is thrown. */
  channel(name = NAME): Channel {
    const send = async (handle: string, body: { text: string }): Promise<SendResult> => {
      const answer = await fetch(this.address, { method: 'POST', body: JSON.stringify({ handle, text: body.text }) })
      const { id = null, wait } = (await answer.json()) as { id?: string; wait?: number }
      if (answer.ok) return { ok: true, externalId: id }
      if (answer.status === 429) return { ok: false, why: 'rate_limited', ...(wait === undefined ? {} : { retryAfter: wait }) }
      if (answer.status === 403) return { ok: false, why: 'blocked' }
      if (answer.status === 410) return { ok: false, why: 'window_closed' }
      if (answer.status === 400) return { ok: false, why: 'rejected' }
      return { ok: false, why: 'unreachable' }
    }
    return { name, delivery: 'push', limits: { textLength: 4096, choices: 3, choiceLength: 20 }, send }
  }
}
