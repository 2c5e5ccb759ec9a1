/** Answers in scripted flows: a frame and an answer give the next frame and what is said. Pure. */
import type { Frame } from '../domain/state.ts'
import { choice, text, type Choice } from '../domain/text.ts'
import type { Understanding } from '../domain/understanding.ts'
import { dayOf, daysBetween, yearBefore } from './days.ts'
import { isWaiting, type Flow, type WaitingStep } from './flow.ts'
import {
  answered,
  choicesOf,
  draftOf,
  newFrame,
  optionsOf,
  run,
  stepOf,
  waitingStep,
  type Advance,
  type FlowContext,
} from './walk.ts'

/** After this many wrong answers the person may also go past the question or to a person. */
const MAX_TRIES = 2
const MAX_TEXT = 500
/** Days ahead within which a day without a year may well be one to come: of an appointment, say. */
const SOON = 60

type AskStep = WaitingStep & { kind: 'ask' }

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

/** Which of some choices a message names, or null. Given from outside: labels are texts of a language. */
export type PickChoice = (choices: readonly Choice[]) => string | null

/**
 * The last answer was wrong ("no, 12 May", "no, for my family"): takes the new value for it.
 * @returns null when the message holds no value for that question
 */
export function correct(
  frame: Frame,
  message: { text: string; understood: Understanding; pick: PickChoice },
  context: FlowContext,
): Advance | null {
  const previous = frame.trail.at(-1)
  if (previous === undefined) return null
  const there = { ...frame, step: previous, trail: frame.trail.slice(0, -1), tries: 0, unconfirmed: null }
  const step = stepOf(there, context)
  if (!isWaiting(step)) return null
  if (step.kind === 'ask') return step.answer === 'text' ? null : answerTyped(there, message, context)
  const picked = message.pick(optionsOf(step, context))
  return picked === null ? null : answerChoice(there, picked, context)
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
