/** What the tests of the store share: people, messages, answers, and a clock that only moves when told. */
import type { InboundMessage } from '../../src/domain/message.ts'
import type { OutboundBody, Utterance } from '../../src/domain/outbound.ts'
import { newState, type State } from '../../src/domain/state.ts'
import type { Store, Turn, TurnCommit } from '../../src/store/store.ts'

export const KEY_A = `a:${Buffer.alloc(32, 1).toString('base64')}`
export const KEY_B = `b:${Buffer.alloc(32, 2).toString('base64')}`
export const LEASE = 30_000
export const PULL = 'web'
export const PUSH = 'telegram'

const START = Date.parse('2026-11-21T10:00:00.000Z')
/** A moment, in milliseconds after the start of every test. */
export const at = (ms: number): Date => new Date(START + ms)

export const state = (): State => newState({ language: 'nl', municipality: 'national' })
export const person = (handle = '31612345678', channel = PUSH) => ({ channel, handle })

/** Makes the conversation of a person. */
export async function begin(store: Store, from = person()): Promise<string> {
  const start = { from, municipality: 'national', language: 'nl', state: state() }
  return (await store.openConversation(start, at(0))).conversation
}

export function message(externalId: string, more: Partial<InboundMessage> = {}): InboundMessage {
  return { from: person(), externalId, at: at(0), body: { kind: 'text', text: `text of ${externalId}`, masked: [] }, ...more }
}

/** A message arrives and is due at once. */
export const hear = (store: Store, externalId: string, more: Partial<InboundMessage> = {}) =>
  store.receive(message(externalId, more), { dueAt: at(0), latestMs: 0 })

export const body = (text: string): OutboundBody => ({ text, lang: 'nl', dir: 'ltr', choices: [{ id: 'menu', label: 'Menu' }] })
export const says = (...texts: string[]): Utterance[] => texts.map((text) => ({ body: body(text), news: false }))

/** The turn that waits; fails when there is none. */
export async function take(store: Store, now = at(0)): Promise<Turn> {
  const turn = await store.nextTurn(now, LEASE)
  if (!turn) throw new Error('no turn is due')
  return turn
}

export const commit = (store: Store, turn: Turn, more: Partial<TurnCommit> = {}) =>
  store.commitTurn({ turn, state: state(), masked: [], say: says('antwoord'), caseEvents: [], marks: [], now: at(0), ...more })

/** The external ids of a turn's messages are in their texts. */
export const texts = (turn: Turn): string[] =>
  turn.items.map((item) => {
    if (item.body.kind === 'case') return `news ${item.body.news.news}`
    return item.body.body.kind === 'text' ? item.body.body.text : item.body.body.kind
  })

/** The texts of a transcript, with who said them. */
export async function transcriptOf(store: Store, conversation: string): Promise<string[]> {
  const items = await store.transcript(conversation, 0, 1000)
  return items.map((item) => `${item.from}: ${'text' in item.body ? item.body.text : item.body.kind}`)
}

export const claimAll = (store: Store, now = at(0), limit = 100) =>
  store.claimOutbox(now, { channels: [PUSH], limit, leaseMs: LEASE })

/** One open case in a conversation that has heard nothing yet. */
export async function requested(store: Store, conversation: string): Promise<void> {
  const event = { kind: 'request', by: 'person', reason: 'fine', urgent: false } as const
  const result = await store.changeCase(conversation, event, { now: at(0) })
  if (!result.ok) throw new Error(result.refused)
}

export const claimedBy = (store: Store, conversation: string, who: string) =>
  store.changeCase(conversation, { kind: 'claim', who }, { now: at(0), name: 'Anna' })
