/** Runs scripted flows. Pure: a frame and an answer give the next frame and what is said; nothing is sent or stored here. */
import type { Profile } from '../domain/codes.ts'
import type { Frame } from '../domain/state.ts'
import { choice, plain, text, type Choice, type TextRef } from '../domain/text.ts'
import type { Understanding } from '../domain/understanding.ts'
import { dayOf, daysBetween, yearBefore } from './days.ts'
import { isWaiting, type Flow, type Step, type WaitingStep } from './flow.ts'
import { RULES } from './rules.ts'

export type FlowContext = {
  at: Date
  flows: ReadonlyMap<string, Flow>
  figure: (id: string) => number
  /** Municipalities to pick from: id and name. */
  municipalities: readonly { id: string; name: string }[]
}

/** What a step forward gives. `frame` null: the flow has ended. */
export type Advance = {
  frame: Frame | null
  /** The frame as it ended, for a later correction. */
  finished: Frame | null
  parts: TextRef[]
  choices: Choice[]
  /** Choices offered at the end: topic ids and global words. */
  offer: readonly string[]
  remember: Partial<Profile>
}

/** More steps than this without a question is a loop in the flow, not a long text. */
const MAX_STEPS = 50
/** After this many wrong answers the person may also go past the question or to a person. */
export const MAX_TRIES = 2
const MAX_TEXT = 500
/** Days ahead within which a day without a year may well be one to come: of an appointment, say. */
const SOON = 60

type Draft = { frame: Frame; parts: TextRef[]; remember: Partial<Profile> }

export const newFrame = (flow: Flow): Frame => ({
  flow: flow.id,
  version: flow.version,
  step: flow.start,
  slots: {},
  trail: [],
  tries: 0,
  unconfirmed: null,
})

function flowOf(frame: Frame, context: FlowContext): Flow {
  const flow = context.flows.get(frame.flow)
  if (!flow) throw new Error(`no flow ${frame.flow}`)
  return flow
}

function stepOf(frame: Frame, context: FlowContext): Step {
  const step = flowOf(frame, context).steps[frame.step]
  if (!step) throw new Error(`no step ${frame.step} in flow ${frame.flow}`)
  return step
}

/** The waiting step somebody stands at. */
export function waitingStep(frame: Frame, context: FlowContext): WaitingStep {
  const step = stepOf(frame, context)
  if (!isWaiting(step)) throw new Error(`step ${frame.step} of flow ${frame.flow} does not wait`)
  return step
}

const go = (draft: Draft, step: string): Draft => ({ ...draft, frame: { ...draft.frame, step, tries: 0, unconfirmed: null } })

function pass(draft: Draft, step: Exclude<Step, WaitingStep | { kind: 'end' }>, context: FlowContext): Draft {
  switch (step.kind) {
    case 'say':
      return go({ ...draft, parts: [...draft.parts, text(step.text)] }, step.next)
    case 'remember': {
      const value = draft.frame.slots[step.slot]
      const remember = value === undefined ? draft.remember : { ...draft.remember, [step.what]: value }
      return go({ ...draft, remember }, step.next)
    }
    case 'decide': {
      const result = RULES[step.rule]?.decide({ slots: draft.frame.slots, at: context.at, figure: context.figure })
      const next = result && step.next[result.outcome]
      if (!result || next === undefined) throw new Error(`rule ${step.rule} gave no way on in flow ${draft.frame.flow}`)
      return go({ ...draft, parts: [...draft.parts, ...result.parts] }, next)
    }
  }
}

type AskStep = WaitingStep & { kind: 'ask' }

/** Runs until a step waits or the flow ends. */
function run(start: Draft, context: FlowContext): Advance {
  let draft = start
  for (let count = 0; count < MAX_STEPS; count += 1) {
    const step = stepOf(draft.frame, context)
    if (isWaiting(step)) return ask(draft, step, context)
    if (step.kind === 'end') {
      const parts = step.text === undefined ? draft.parts : [...draft.parts, text(step.text)]
      return { ...draft, frame: null, finished: draft.frame, parts, choices: [], offer: step.offer ?? [] }
    }
    draft = pass(draft, step, context)
  }
  throw new Error(`flow ${draft.frame.flow} does not come to a question`)
}

function ask(draft: Draft, step: WaitingStep, context: FlowContext): Advance {
  const hint = step.kind === 'ask' && step.hint !== undefined ? [text(step.hint)] : []
  const parts = [...draft.parts, text(step.text), ...hint]
  return { ...draft, finished: null, parts, choices: choicesOf(draft.frame, step, context), offer: [] }
}

/** The choices a waiting step shows: its options, and the ways past and back. */
function choicesOf(frame: Frame, step: WaitingStep, context: FlowContext): Choice[] {
  const back = frame.trail.length > 0 ? [choice('back', 'button.back')] : []
  const skip = step.skip === undefined ? [] : [choice('skip', step.kind === 'ask' ? 'button.unknown' : 'button.skip')]
  return [...optionsOf(step, context), ...skip, ...back]
}

function optionsOf(step: WaitingStep, context: FlowContext): Choice[] {
  if (step.kind === 'choose') return step.options.map(({ id, label }) => choice(id, label))
  if (step.kind === 'ask') return []
  return [
    ...context.municipalities.map(({ id, name }) => choice(id, plain(name))),
    choice('national', 'about.municipality.other'),
  ]
}

const draftOf = (frame: Frame): Draft => ({ frame, parts: [], remember: {} })

/** Keeps an answer, remembers the way back, goes on. */
function answered(frame: Frame, slot: string | undefined, value: string, next: string): Draft {
  const slots = slot === undefined ? frame.slots : { ...frame.slots, [slot]: value }
  return go(draftOf({ ...frame, slots, trail: [...frame.trail, frame.step] }), next)
}

/** Starts a flow. */
export const begin = (flow: Flow, context: FlowContext): Advance => run(draftOf(newFrame(flow)), context)

/** Puts the present question again, also when it is whether a date was read well. */
export function askAgain(frame: Frame, context: FlowContext): Advance {
  const step = waitingStep(frame, context)
  return step.kind === 'ask' && frame.unconfirmed !== null ? askIfRight(frame, step, context) : run(draftOf(frame), context)
}

/** One step back; null at the first question. */
export function back(frame: Frame, context: FlowContext): Advance | null {
  if (frame.unconfirmed !== null) return run(draftOf({ ...frame, unconfirmed: null }), context)
  const previous = frame.trail.at(-1)
  if (previous === undefined) return null
  return run(draftOf({ ...frame, step: previous, trail: frame.trail.slice(0, -1), tries: 0, unconfirmed: null }), context)
}

/** Answers with one of the step's own choices; null when it has no such choice. */
export function answerChoice(frame: Frame, id: string, context: FlowContext): Advance | null {
  const step = waitingStep(frame, context)
  if (frame.unconfirmed !== null) return confirm(frame, id, context)
  if (id === 'skip') return step.skip === undefined ? null : run(answered(frame, undefined, '', step.skip), context)
  if (step.kind === 'choose') {
    const option = step.options.find((one) => one.id === id)
    return option ? run(answered(frame, step.save, option.id, option.next), context) : null
  }
  if (step.kind === 'ask' || !optionsOf(step, context).some((one) => one.id === id)) return null
  return run(answered(frame, step.save, id, step.next), context)
}

function confirm(frame: Frame, id: string, context: FlowContext): Advance | null {
  const step = waitingStep(frame, context)
  if (step.kind !== 'ask' || frame.unconfirmed === null) return null
  if (id === 'yes') return run(answered({ ...frame, unconfirmed: null }, step.save, frame.unconfirmed, step.next), context)
  return id === 'no' ? run(draftOf({ ...frame, unconfirmed: null }), context) : null
}

/** A day without a year on a letter has been: in November "12 May" is not the May to come. One soon to come is asked about. */
function dateOf(step: AskStep, { dates }: Understanding, today: string): string | null {
  const [found] = dates
  if (!found) return null
  const earlier = step.past === true && !found.yearGiven && daysBetween(today, found.iso) > SOON && !found.iso.endsWith('-02-29')
  return earlier ? yearBefore(found.iso) : found.iso
}

/** The value that a message holds for a typed answer; null when it holds none. */
function typedValue(step: AskStep, message: { text: string; understood: Understanding }, today: string): string | null {
  if (step.answer === 'date') return dateOf(step, message.understood, today)
  if (step.answer === 'number') {
    const number = message.understood.numbers[0]
    return number === undefined ? null : String(number)
  }
  const written = message.text.trim()
  return written === '' ? null : written.slice(0, MAX_TEXT)
}

/** Answers a typed question; null when the message holds no such answer. A date is shown for a yes before it counts. */
export function answerTyped(
  frame: Frame,
  message: { text: string; understood: Understanding },
  context: FlowContext,
): Advance | null {
  const step = waitingStep(frame, context)
  if (step.kind !== 'ask') return null
  const value = typedValue(step, message, dayOf(context.at))
  if (value === null) return null
  if (step.answer !== 'date') return run(answered(frame, step.save, value, step.next), context)
  if (step.past === true && value > dayOf(context.at)) {
    return { ...again(frame, step, context), parts: [text('ask.date.future', { date: { date: value } })] }
  }
  return askIfRight({ ...frame, unconfirmed: value }, step, context)
}

const askIfRight = (frame: Frame, step: AskStep, context: FlowContext): Advance => ({
  ...again(frame, step, context),
  parts: [text('ask.date.confirm', { date: { date: frame.unconfirmed ?? '' } })],
  choices: [choice('yes', 'button.yes'), choice('no', 'button.no')],
})

/** The last answer was wrong ("no, 12 May"): takes the new value for it; null when it is no value for that question. */
export function correct(
  frame: Frame,
  message: { text: string; understood: Understanding },
  context: FlowContext,
): Advance | null {
  const previous = frame.trail.at(-1)
  if (previous === undefined) return null
  const there = { ...frame, step: previous, trail: frame.trail.slice(0, -1), tries: 0, unconfirmed: null }
  const step = stepOf(there, context)
  if (step.kind !== 'ask' || step.answer === 'text') return null
  return answerTyped(there, message, context)
}

const again = (frame: Frame, step: WaitingStep, context: FlowContext): Advance => ({
  frame,
  finished: null,
  parts: [],
  choices: choicesOf(frame, step, context),
  offer: [],
  remember: {},
})

const WRONG: Record<string, string> = { date: 'ask.date.wrong', number: 'ask.number.wrong', text: 'input.empty' }

/** The message was no answer: says how to answer, and after MAX_TRIES also offers a person. */
export function notAnAnswer(frame: Frame, context: FlowContext): Advance {
  const step = waitingStep(frame, context)
  const next = { ...frame, tries: frame.tries + 1 }
  const result = again(next, step, context)
  const yesNo = frame.unconfirmed !== null
  const choices = yesNo ? [choice('yes', 'button.yes'), choice('no', 'button.no')] : result.choices
  const key = yesNo ? 'ask.yesNo.wrong' : step.kind === 'ask' ? (WRONG[step.answer] ?? 'choice.again') : 'choice.again'
  const human = next.tries > MAX_TRIES ? [choice('human', 'button.human')] : []
  return { ...result, parts: [text(key), ...(yesNo ? [] : [text(step.text)])], choices: [...choices, ...human] }
}
