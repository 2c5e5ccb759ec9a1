/** What every part of the store works with, and what several of them do. */
import type { OutboundBody } from '../../domain/outbound.ts'
import type { Store } from '../store.ts'
import type { Connections } from './connections.ts'
import type { Value } from './prepare.ts'
import type { Queries } from './queries.ts'
import type { Vault } from './vault.ts'

export type Change = Parameters<Parameters<Store['onChange']>[0]>[0]

export type Context = {
  connections: Connections
  vault: Vault
  /** Channels that fetch their messages: these count as sent once they are written. */
  pull: ReadonlySet<string>
  changed: (conversation: string, what: Change['what']) => void
}

/** The id of a message within the store: its conversation and its place there. */
export const itemId = (conversation: string, seq: number): string => `${conversation}.${seq}`

type Outgoing = {
  conversation: string
  channel: string
  author: 'bot' | 'person'
  /** The place of the first; the others follow. */
  seq: number
  /** Encrypted already: this is called while others wait for the database. */
  bodies: string[]
  now: number
}

/** Writes messages to the outbox, in order. */
export async function writeOutbox(context: Context, queries: Queries, out: Outgoing): Promise<void> {
  const { conversation, channel, author, seq, bodies, now } = out
  if (!bodies.length) return
  const pulled = context.pull.has(channel)
  const own: [string, Value][] = bodies.flatMap((body, i) => [
    [`id${i}`, itemId(conversation, seq + i)],
    [`seq${i}`, seq + i],
    [`body${i}`, body],
  ])
  const shared = { conversation, channel, author, now, status: pulled ? 'sent' : 'queued', sentAt: pulled ? now : null }
  await queries.insertOutbox(bodies.length)({ ...Object.fromEntries(own), ...shared })
}

/** Encrypts messages for the outbox. */
export const sealBodies = ({ vault }: Context, conversation: string, bodies: OutboundBody[]): string[] =>
  bodies.map((body) => vault.sealJson('outbox.body', conversation, body))
