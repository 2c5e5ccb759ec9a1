/** What waits in a conversation → new state and messages. Pure, given the mind: no database, no clock of its own. */
import { converse } from '../conversation/converse.ts'
import { openChoices, render } from '../conversation/render.ts'
import type { CaseEvent, CaseNews, CaseStatus } from '../domain/handoff.ts'
import type { MessageBody } from '../domain/message.ts'
import type { Utterance } from '../domain/outbound.ts'
import type { State } from '../domain/state.ts'
import type { Effect } from '../domain/event.ts'
import type { Choice } from '../domain/text.ts'
import type { OpenChoice, Understanding } from '../domain/understanding.ts'
import { isEnded } from '../handoff/case.ts'
import { foldWords } from '../language/normalise.ts'
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
 * Several short texts in a row are one message. A global word and an answer to the open question (a number, a label) stay alone,
 * so that "2" followed by a question is not read as one text.
 */
function mergeBurst(waiting: readonly Waiting[], alone: (text: string) => boolean): Waiting[] {
  if (waiting.length < 2) return [...waiting]
  const merged: Waiting[] = []
  let mayJoin = false
  for (const item of waiting) {
    const text = textBody(item)
    const joins = text !== null && !alone(text.text)
    const joined: Waiting | null = mayJoin && joins ? join(merged.at(-1), item) : null
    if (joined) merged[merged.length - 1] = joined
    else merged.push(item)
    mayJoin = joins
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

function labelled(choices: readonly Choice[], state: State, mind: Mind): OpenChoice[] {
  const where = { language: state.language, municipality: state.profile.municipality }
  return openChoices(choices, where, mind.core.knowledge)
}

function understandIn(state: State, text: string, at: Date, mind: Mind): Understanding {
  const open = labelled(state.question?.say.choices ?? [], state, mind)
  const found = mind.understand(text, { language: state.language, openChoices: open, now: at, settled: state.greeted })
  // Numbers mean the list that stands last; the words on a button of a list above it mean that button.
  if (found.choice !== null || /\p{N}/u.test(text)) return found
  const choice = matchChoice(text, labelled(state.question?.also ?? [], state, mind), new Map())
  return { ...found, choice: choice ?? (found.yesNo === null ? yesAndMore(text, open) : null) }
}

/** "Yes, it says so": a yes with a few words behind it. Not for no: "لا أعرف" begins like a no and is none. */
function yesAndMore(text: string, open: readonly OpenChoice[]): string | null {
  const words = foldWords(text).split(' ')
  const labelOf = (id: string): string => foldWords(open.find((one) => one.id === id)?.label ?? '')
  return words.length <= 4 && words[0] === labelOf('yes') && !words.includes(labelOf('no')) ? 'yes' : null
}

/** Whether a text stands by itself: a global word, or an answer to what is open (a choice, yes or no, the date asked for). */
function standsAlone(state: State, { text, at }: { text: string; at: Date }, mind: Mind): boolean {
  const { choice, yesNo, dates, global, vague } = understandIn(state, text, at, mind)
  const { running } = state
  const step = running && mind.core.flows.get(running.flow)?.steps[running.step]
  const dated = step?.kind === 'ask' && step.answer === 'date' && dates.length > 0
  return choice !== null || (global !== null && !vague) || (running !== null && yesNo !== null) || dated
}

function step(state: State, item: Waiting, openCase: CaseStatus | null, mind: Mind): { state: State; effects: Effect[] } {
  if (item.body.kind === 'case') return converse(state, { kind: 'case', at: item.at, news: item.body.news, openCase }, mind.core)
  const { body } = item.body
  const text = textOf(body)
  const understanding = text === null ? EMPTY : understandIn(state, text, item.at, mind)
  return converse(state, { kind: 'message', at: item.at, body, understanding, openCase }, mind.core)
}

type Test = (text: string) => boolean

/** A burst as it is read: with a cry for help in it all is one message, also when "I", "don't", "want to live" come one by one. */
function readTogether(waiting: readonly Waiting[], alone: Test, danger: Test): Waiting[] {
  // The usual case: one message, looked at once.
  if (waiting.length < 2) return [...waiting]
  const merged = mergeBurst(waiting, alone)
  if (merged.length < 2) return merged
  const whole = mergeBurst(waiting, () => false)
  return whole.some((item) => danger(textBody(item)?.text ?? '')) ? whole : merged
}

/** A request made, or taken back, earlier in a burst counts for what follows in it. */
function statusAfter(status: CaseStatus | null, effects: readonly Effect[]): CaseStatus | null {
  const moves = effects.flatMap((effect) => (effect.kind === 'case' ? [effect.event.kind] : []))
  if (status === null && moves.includes('request')) return 'requested'
  return status === 'requested' && moves.includes('withdraw') ? null : status
}

/** Goes through all that waits, in order. */
export function think(start: State, waiting: readonly Waiting[], openCase: CaseStatus | null, mind: Mind): Thought {
  const at = waiting[0]?.at ?? new Date(0)
  const alone = (text: string): boolean => standsAlone(start, { text, at }, mind)
  const merged = readTogether(waiting, alone, (text) => understandIn(start, text, at, mind).danger.kind !== 'none')
  const answer = merged.length < 2 ? undefined : merged.find((item) => alone(textBody(item)?.text ?? ''))
  let state = start
  let status = openCase !== null && isEnded(openCase) ? null : openCase
  const effects: Effect[] = []
  const say: Utterance[] = []
  for (const item of merged) {
    // What was chosen before our last words could be read means the list that stood there.
    if (item === answer && start.running?.flow === state.running?.flow) state = { ...state, question: start.question }
    const result = step(state, item, status, mind)
    state = result.state
    effects.push(...result.effects)
    // Now, and not at the end: a municipality chosen later must not change what was said before.
    say.push(...render(result.effects, state.profile.municipality, mind.core.knowledge))
    status = statusAfter(status, result.effects)
  }
  return {
    state,
    effects,
    say,
    caseEvents: effects.flatMap((effect) => (effect.kind === 'case' ? [effect.event] : [])),
    marks: effects.flatMap((effect) => (effect.kind === 'mark' ? [{ topic: effect.topic, mark: effect.mark }] : [])),
  }
}
