/** The work that is measured: conversations of people who ask, tap and go on. The same for every database and every run. */
import { newState } from '../src/domain/state.ts'
import type { InboundMessage } from '../src/domain/message.ts'
import type { Store } from '../src/store/store.ts'
import type { Mind } from '../src/turns/core.ts'
import { receive } from '../src/turns/receive.ts'
import { handleNextTurn } from '../src/turns/worker.ts'

const START = { language: 'nl', municipality: 'amersfoort' } as const
const QUESTIONS = [
  'ik ben mijn brief van duo kwijt',
  'hoeveel kan ik lenen',
  'wat is een pip',
  'wanneer is mijn afspraak',
  'welke leerroutes zijn er',
  'ik wil bezwaar maken tegen mijn plan',
]
/** Nobody types the same as the one before: what is kept of texts read lately must not make the bench look better than it is. */
const BEFORE = [
  'hallo',
  'goedemorgen',
  'dag',
  'sorry',
  'hoi',
  'nog iets',
  'mevrouw',
  'beste',
  'ik vraag',
  'even',
  'weet u',
  'hallo daar',
  'ja maar',
]
const AFTER = ['aub', 'alstublieft', 'graag', 'dank u', 'denkt u', 'eigenlijk', 'nu', 'precies', 'dan', 'bedankt', 'groetjes']

export const addressOf = (conversation: number) => ({ channel: 'web', handle: `bench-conversation-${conversation}` })

export type Share = { first: number; conversations: number }

export async function openConversations(store: Store, { first, conversations }: Share): Promise<void> {
  for (let i = first; i < first + conversations; i += 1) {
    await store.openConversation({ from: addressOf(i), ...START, state: { ...newState(START), greeted: true } }, new Date())
  }
}

const from = (texts: string[], at: number): string => texts[at % texts.length] ?? ''
const question = (at: number): string => `${from(BEFORE, at)} ${from(QUESTIONS, at)} ${from(AFTER, at)}`

const message = (conversation: number, turn: number): InboundMessage => ({
  from: addressOf(conversation),
  externalId: `m${turn}`,
  at: new Date(),
  body: { kind: 'text', text: question(conversation * 7 + turn), masked: [] },
})

/** One durable turn: received, taken, understood, answered, committed. Whoever is free takes what waits longest, as the workers do. */
async function oneTurn(store: Store, mind: Mind, conversation: number, turn: number): Promise<void> {
  await receive(store, message(conversation, turn), 0, mind)
  await takeTurn(store, mind)
}

const takeTurn = (store: Store, mind: Mind): Promise<boolean> =>
  handleNextTurn({ store, mind, now: () => new Date(), start: START, report: () => undefined })

/** All turns, by so many callers at the same time. @returns turns a second */
export async function runTurns(store: Store, mind: Mind, load: Share & { turns: number; callers: number }): Promise<number> {
  let next = 0
  const total = load.conversations * load.turns
  const started = performance.now()
  const caller = async (): Promise<void> => {
    for (let at = next++; at < total; at = next++)
      await oneTurn(store, mind, load.first + (at % load.conversations), Math.floor(at / load.conversations))
  }
  await Promise.all(Array.from({ length: load.callers }, caller))
  // A turn that another caller's lease held back for a moment is still to be done, within the measured time.
  while (await takeTurn(store, mind));
  return (total / (performance.now() - started)) * 1000
}
