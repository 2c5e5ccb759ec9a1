/** What waits in a conversation → new state and messages. Pure, given the mind: no database, no clock of its own. */
import { converse } from '../conversation/converse.ts'
import { openChoices, render } from '../conversation/render.ts'
import type { CaseEvent, CaseNews, CaseStatus } from '../domain/handoff.ts'
import type { MessageBody } from '../domain/message.ts'
import type { Utterance } from '../domain/outbound.ts'
import type { State } from '../domain/state.ts'
import type { Effect } from '../domain/event.ts'
import { isEnded } from '../handoff/case.ts'
import { matchChoice } from '../understanding/choices.ts'
import { EMPTY } from '../understanding/understand.ts'
import type { Mind } from './core.ts'

/** Something that waits in a conversation. */
export type Waiting = { at: Date; body: { kind: 'message'; body: MessageBody } | { kind: 'case'; news: CaseNews } }

export type Thought = {
  state: State
  effects: Effect[]
  say: Utterance[]
  caseEvents: CaseEvent[]
  marks: { topic: string; mark: string }[]
}

/** The text of a message that is to be understood. */
const textOf = (body: MessageBody): string | null =>
  body.kind === 'text' ? body.text : body.kind === 'file' ? body.caption : null

/**
 * Several short texts in a row are one message. An answer to the open question (a number, a label) stays alone,
 * so that "2" followed by a question is not read as one text.
 */
export function mergeBurst(waiting: readonly Waiting[], isAnswer: (text: string) => boolean): Waiting[] {
  const merged: Waiting[] = []
  let mayJoin = false
  for (const item of waiting) {
    const text = textBody(item)
    const joined: Waiting | null = mayJoin && text && !isAnswer(text.text) ? join(merged.at(-1), item) : null
    if (joined) merged[merged.length - 1] = joined
    else merged.push(item)
    mayJoin = text !== null && !(merged.length === 1 && !joined && isAnswer(text.text))
  }
  return merged
}

const textBody = ({ body }: Waiting): (MessageBody & { kind: 'text' }) | null =>
  body.kind === 'message' && body.body.kind === 'text' ? body.body : null

function join(last: Waiting | undefined, next: Waiting): Waiting | null {
  const before = last && textBody(last)
  const after = textBody(next)
  if (!before || !after) return null
  const masked = [...new Set([...before.masked, ...after.masked])]
  return { at: next.at, body: { kind: 'message', body: { kind: 'text', text: `${before.text}\n${after.text}`, masked } } }
}

function choicesOf(state: State, mind: Mind) {
  const where = { language: state.language, municipality: state.profile.municipality }
  return openChoices(state.question?.say.choices ?? [], where, mind.core.knowledge)
}

function step(state: State, item: Waiting, openCase: CaseStatus | null, mind: Mind): { state: State; effects: Effect[] } {
  if (item.body.kind === 'case') return converse(state, { kind: 'case', at: item.at, news: item.body.news, openCase }, mind.core)
  const { body } = item.body
  const text = textOf(body)
  const context = { language: state.language, openChoices: choicesOf(state, mind), now: item.at, settled: state.greeted }
  const understanding = text === null ? EMPTY : mind.understand(text, context)
  return converse(state, { kind: 'message', at: item.at, body, understanding, openCase }, mind.core)
}

/** Goes through all that waits, in order. */
export function think(start: State, waiting: readonly Waiting[], openCase: CaseStatus | null, mind: Mind): Thought {
  const open = choicesOf(start, mind)
  const { numbers } = mind.lexicon
  let state = start
  let status = openCase !== null && isEnded(openCase) ? null : openCase
  const effects: Effect[] = []
  for (const item of mergeBurst(waiting, (text) => matchChoice(text, open, numbers) !== null)) {
    const result = step(state, item, status, mind)
    state = result.state
    effects.push(...result.effects)
    // A request made earlier in this burst counts for what follows in it.
    if (status === null && result.effects.some((effect) => effect.kind === 'case' && effect.event.kind === 'request'))
      status = 'requested'
  }
  return {
    state,
    effects,
    say: render(effects, state.profile.municipality, mind.core.knowledge),
    caseEvents: effects.flatMap((effect) => (effect.kind === 'case' ? [effect.event] : [])),
    marks: effects.flatMap((effect) => (effect.kind === 'mark' ? [{ topic: effect.topic, mark: effect.mark }] : [])),
  }
}
