/** What the rest of the project may ask of the database: by use, not by table. One contract, two databases. */
import type { Address, FileBytes, InboundMessage, MessageBody } from '../domain/message.ts'
import type { Case, CaseEvent, CaseNews } from '../domain/handoff.ts'
import type { State } from '../domain/state.ts'
import type { Author, OutboundBody, Utterance } from '../domain/outbound.ts'
import type { ErrorCode } from '../domain/errors.ts'

/** A written-down thing that happened in a conversation: a message, or news of the hand-off. */
export type InboundItem = {
  id: string
  seq: number
  at: Date
  body: { kind: 'message'; body: MessageBody } | { kind: 'case'; news: CaseNews }
}

/** A conversation whose turn it is, with everything that waits, in order. Held under a lease. */
export type Turn = {
  conversation: string
  channel: string
  /** Encrypted state as stored; null for a conversation without one. */
  state: unknown
  version: number
  lease: string
  /** How often this turn was begun and not finished, this time included: 1 at first. */
  attempts: number
  items: InboundItem[]
  openCase: Case | null
}

export type TurnCommit = {
  turn: Turn
  state: State
  /** Overwrites texts in which the turn found something that may not be kept. */
  masked: { id: string; body: MessageBody }[]
  /** While a case is held only news of the case itself passes the gate. */
  say: Utterance[]
  caseEvents: CaseEvent[]
  marks: { topic: string; mark: string }[]
  now: Date
}

export type OutboxItem = {
  id: string
  conversation: string
  channel: string
  handle: string
  seq: number
  at: Date
  body: OutboundBody
  /** How often it was tried, this time included: 1 at first. */
  attempts: number
  /** The last attempt's outcome is unknown (a crash while sending): this is a repeat, one for that crash. */
  uncertain: boolean
}

/** Something in a conversation as a transcript or an event stream shows it. */
export type TranscriptItem = {
  seq: number
  at: Date
  from: 'you' | Author
  body: OutboundBody | MessageBody
  externalId: string | null
}

export type ConversationStart = { from: Address; municipality: string; language: string; state: State }

export interface Store {
  /** Finds the conversation of an address or makes it. Idempotent. */
  openConversation(start: ConversationStart, now: Date): Promise<{ conversation: string; fresh: boolean }>
  findConversation(from: Address): Promise<{ conversation: string; lastSeq: number } | null>
  /**
   * Writes a message down before anything is understood. A redelivery (same externalId) changes nothing.
   * `dueAt` is when the turn may begin (now, or after the burst); several messages of a burst push it on, but none of them
   * waits longer than `latestMs` beyond its own `dueAt`: 0, as for a tap, is never held back.
   * @throws AppError not_found when the address has no conversation.
   */
  receive(message: InboundMessage, due: { dueAt: Date; latestMs: number }): Promise<{ conversation: string; fresh: boolean }>
  /** Takes the conversation that waits longest, under a lease of `leaseMs`; null when none is due. */
  nextTurn(now: Date, leaseMs: number): Promise<Turn | null>
  /**
   * ONE transaction: state, outbox, case, marks, "handled". The gate is here: while a case is held by a caseworker
   * nothing the bot says is written. `stale`: the lease or version was lost, nothing was written.
   */
  commitTurn(commit: TurnCommit): Promise<'done' | 'stale'>
  /** Gives a turn back after a failure: it is tried again at `retryAt`, or its items are set aside (kept, marked failed). */
  failTurn(turn: Turn, then: { retryAt: Date } | { setAside: ErrorCode; say: OutboundBody[]; now: Date }): Promise<void>

  /** The case of a conversation that has not ended, if any. */
  openCase(conversation: string): Promise<Case | null>
  /**
   * Applies an event to the open case in one transaction, with its news to the conversation and, for a reply, the
   * message in the outbox. `refused` names why (already claimed by somebody else, no open case).
   */
  changeCase(
    conversation: string,
    event: CaseEvent,
    extra: { now: Date; name?: string; reply?: OutboundBody },
  ): Promise<{ ok: true; case: Case } | { ok: false; refused: string }>

  /** Claims messages to send, the oldest unsent of each conversation, under a lease. `channels`: only of these. */
  claimOutbox(now: Date, options: { channels: string[]; limit: number; leaseMs: number }): Promise<OutboxItem[]>
  markSent(id: string, externalId: string | null, now: Date): Promise<void>
  markLater(id: string, retryAt: Date, code: string): Promise<void>
  /** For good: kept, visible, and it no longer holds back later messages. */
  markFailed(id: string, code: string, now: Date): Promise<void>

  /** Everything after `afterSeq` in order, at most `limit`. */
  transcript(conversation: string, afterSeq: number, limit: number): Promise<TranscriptItem[]>
  readFile(id: string): Promise<FileBytes | null>

  /** Deletes conversations without activity since a moment, with everything of theirs, and files older than another. */
  forget(before: { conversations: Date; files: Date }): Promise<{ conversations: number; files: number }>

  /** Numbers for readiness and metrics. Throws when the database does not answer. */
  figures(): Promise<{ waitingTurns: number; queued: number; failed: number; uncertain: number; setAside: number }>
  /** Called after a commit of this process that made work or messages. Returns how to stop listening. */
  onChange(listener: (change: { conversation: string; what: 'inbound' | 'outbound' }) => void): () => void
  /** Moves data that an older key encrypted to the first key. Returns how many rows changed. */
  rekey(): Promise<number>
  close(): Promise<void>
}
