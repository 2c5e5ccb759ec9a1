/** The far end of the "loop" network: it takes messages, slowly, and refuses some. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OutboundBody } from '../../src/domain/outbound.ts'
import { keyOf } from './answers.ts'
import { type Dice, sleep } from './random.ts'

/** A message as it arrived. */
export type Arrival = { key: string; run: string; at: number; answeredAt: number | null }

const REFUSED = 0.02

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

export class Sink {
  private readonly arrivals = new Map<string, Arrival[]>()
  private waiting: (() => void)[] = []
  private readonly server: Server
  private readonly dice: Dice

  constructor(dice: Dice) {
    this.dice = dice
    this.server = createServer((request, response) => {
      // A sender that is killed half-way breaks off: then nothing arrived.
      this.take(request).then(
        (taken) => response.writeHead(taken ? 200 : 503).end(),
        () => response.destroy(),
      )
    })
    this.server.keepAliveTimeout = 3_600_000
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  of(handle: string): Arrival[] {
    const known = this.arrivals.get(handle) ?? []
    this.arrivals.set(handle, known)
    return known
  }

  /** The next arrival: a moment at which a send is certainly in flight. */
  next(): Promise<void> {
    return new Promise((resolve) => void this.waiting.push(resolve))
  }

  private async take(request: IncomingMessage): Promise<boolean> {
    const text = await read(request)
    if (this.dice.chance(REFUSED)) return false
    const { handle, run, body } = JSON.parse(text) as { handle: string; run: string; body: OutboundBody }
    const arrival: Arrival = { key: keyOf(body), run, at: Date.now(), answeredAt: null }
    this.of(handle).push(arrival)
    this.waiting.splice(0).forEach((tell) => tell())
    await sleep(this.dice.between(0, 40))
    arrival.answeredAt = Date.now()
    return true
  }
}
