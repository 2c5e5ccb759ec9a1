/** Plays a conversation without a store: for conversation files, and for saving a talk as one. */
import { loadState } from '../conversation/load-state.ts'
import type { Language, Profile } from '../domain/codes.ts'
import type { Case, CaseEvent, CaseNews } from '../domain/handoff.ts'
import type { MessageBody } from '../domain/message.ts'
import type { State } from '../domain/state.ts'
import { PLAIN } from '../domain/text.ts'
import { isEnded, isHeld, moveCase } from '../handoff/case.ts'
import { wireId } from '../conversation/choices.ts'
import type { Mind } from './core.ts'
import { think, type Waiting } from './think.ts'

export type Scene = { state: State; openCase: Case | null; at: Date }
export type Played = Scene & {
  /** Keys of everything said, in order, whole messages one after another. */
  keys: string[]
  /** Choices of the last message that has some, by id. */
  choices: string[]
  texts: string[]
  marks: string[]
}

/** A scene as it comes out of the database: through JSON, so that what does not survive storage can't pass a test. */
const stored = ({ state, openCase, at }: Scene, start: { language: Language; municipality: string }): Scene => ({
  state: loadState(JSON.parse(JSON.stringify(state)), start),
  openCase: openCase && (JSON.parse(JSON.stringify(openCase)) as Case),
  at,
})

function applyEvents(open: Case | null, events: readonly CaseEvent[], at: Date): Case | null {
  let current = open
  for (const event of events) {
    const move = moveCase(current, event, at)
    if (move.ok) current = move.case
  }
  return current && !isEnded(current.status) ? current : null
}

const startOf = ({ state }: Scene): { language: Language; municipality: Profile['municipality'] } => ({
  language: state.language,
  municipality: state.profile.municipality,
})

/** What waits is thought about together, as one turn. The gate of the store is kept: nothing is said while a person has it. */
export function playTurn(scene: Scene, bodies: Waiting['body'][], mind: Mind): Played {
  const { state, openCase, at } = stored(scene, startOf(scene))
  const held = isHeld(openCase?.status ?? null)
  const thought = think(
    state,
    bodies.map((body) => ({ at, body })),
    openCase?.status ?? null,
    mind,
  )
  const passes = ({ news }: { news: boolean }): boolean => !held || news
  const said = thought.effects.flatMap((effect) => (effect.kind === 'say' && passes(effect) ? [effect.say] : []))
  return {
    state: thought.state,
    openCase: applyEvents(openCase, thought.caseEvents, at),
    at,
    keys: said.flatMap(({ parts }) => parts.map(({ key }) => key)).filter((key) => key !== PLAIN),
    choices: said.findLast(({ choices }) => choices.length > 0)?.choices.map(({ id }) => id) ?? [],
    texts: thought.say.filter(passes).map(({ body }) => body.text),
    marks: thought.marks.map(({ topic, mark }) => `${mark}:${topic}`),
  }
}

/** Something a caseworker or a timer does to the case, and what the newcomer hears of it. */
export function playCase(scene: Scene, event: CaseEvent, name: string, mind: Mind): Played & { refused: string | null } {
  const move = moveCase(scene.openCase, event, scene.at, name)
  const silent: Played = { ...scene, keys: [], choices: [], texts: [], marks: [] }
  if (!move.ok) return { ...silent, refused: move.refused }
  const openCase = isEnded(move.case.status) ? null : move.case
  if (!move.news) return { ...silent, openCase, refused: null }
  const news: CaseNews = move.news
  return { ...playTurn({ ...scene, openCase }, [{ kind: 'case', news }], mind), openCase, refused: null }
}

/** A tap on a choice of the open question. */
export const tap = (state: State, id: string): MessageBody => ({
  kind: 'choice',
  choice: wireId(id, state.question?.number ?? 0),
})
