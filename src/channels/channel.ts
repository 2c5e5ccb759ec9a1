/** What a channel is to the rest: limits as data, pure rendering, and a send that answers with a value. */
import type { OutboundBody } from '../domain/outbound.ts'

export type Limits = {
  textLength: number
  /** Most choices shown as buttons; beyond that, and where null, choices are numbered in the text. */
  choices: number | null
  choiceLength: number
}

/** What became of a send. `retryAfter` in milliseconds when the platform named it. */
export type SendResult =
  | { ok: true; externalId: string | null }
  | { ok: false; why: 'rate_limited' | 'unreachable'; retryAfter?: number }
  | { ok: false; why: 'blocked' | 'window_closed' | 'rejected' }

export interface Channel {
  readonly name: string
  /** `pull`: the person's client reads the outbox (web); `push`: the outbox worker sends. */
  readonly delivery: 'push' | 'pull'
  readonly limits: Limits
  /** Sends one message to a handle. Never throws for what the platform answers; a throw counts as unreachable. */
  send(handle: string, body: OutboundBody): Promise<SendResult>
}
