/** The texts of a flow: there in every language, and labels short enough for the place where they are shown. */
import type { Language } from '../domain/codes.ts'
import { inFlow, type FlowFinding, type FlowSurroundings } from './finding.ts'
import { exits, isWaiting, type Flow, type Step, type WaitingStep } from './flow.ts'

/** What the smallest platform shows (characters and number of choices). */
const FLOW_LIMITS = { button: 20, buttons: 3, row: 24, rows: 10, body: 1024 } as const
/** An empty line between two texts of a message. */
const BETWEEN = 2

/** Said by the engine itself while a step waits. */
const ENGINE_TEXTS: Readonly<Record<WaitingStep['kind'], readonly string[]>> = {
  choose: ['choice.again', 'button.skip'],
  pick: ['choice.again', 'button.skip', 'about.municipality.other'],
  ask: ['button.unknown'],
}
const ANSWER_TEXTS: Readonly<Record<string, readonly string[]>> = {
  date: ['ask.date.wrong', 'ask.date.confirm', 'ask.date.future', 'ask.yesNo.wrong', 'button.yes', 'button.no'],
  number: ['ask.number.wrong'],
  text: ['input.empty'],
}

function textsOf(step: Step, around: FlowSurroundings): string[] {
  if (step.kind === 'decide') return [...(around.rules[step.rule]?.texts ?? [])]
  if (step.kind === 'remember') return []
  const own = step.text === undefined ? [] : [step.text]
  if (!isWaiting(step)) return own
  const options = step.kind === 'choose' ? step.options.map(({ label }) => label) : []
  const answer =
    step.kind === 'ask' ? [...(ANSWER_TEXTS[step.answer] ?? []), ...(step.hint === undefined ? [] : [step.hint])] : []
  return [...own, ...options, ...answer, ...ENGINE_TEXTS[step.kind]]
}

type Place = { flow: Flow; name: string; language: Language }

const finding = ({ flow, name, language }: Place, key: string, message: string): FlowFinding =>
  inFlow(flow, name, `${key} ${message} in ${language}`)

function tooLong(place: Place, key: string, text: string | undefined, max: number): FlowFinding[] {
  const length = Array.from(text ?? '').length
  return length > max ? [finding(place, key, `has ${length} characters, at most ${max}`)] : []
}

/** Choices of a step as they are shown: its own, then past it and back. */
function checkLabels(place: Place, step: Step, around: FlowSurroundings): FlowFinding[] {
  if (step.kind !== 'choose') return []
  const { get } = around.texts
  const shown = step.options.length + (step.skip === undefined ? 0 : 1) + (place.name === place.flow.start ? 0 : 1)
  const max = shown <= FLOW_LIMITS.buttons ? FLOW_LIMITS.button : FLOW_LIMITS.row
  const labels = step.options.map(({ label }) => ({ key: label, text: get(label, place.language) }))
  const twice = labels.filter(({ text }, at) => text !== undefined && labels.findIndex((other) => other.text === text) !== at)
  return [
    ...labels.flatMap(({ key, text }) => tooLong(place, key, text, max)),
    ...twice.map(({ key }) => finding(place, key, 'is the same label as another option')),
    ...(shown > FLOW_LIMITS.rows ? [finding(place, place.name, `has ${shown} choices, a list shows ${FLOW_LIMITS.rows}`)] : []),
  ]
}

type Reading = { flow: Flow; around: FlowSurroundings; language: Language }

const lengthOf = (keys: readonly string[], { around, language }: Reading): number =>
  keys.reduce((sum, key) => sum + Array.from(around.texts.get(key, language) ?? '').length + BETWEEN, 0)

/** What a step says itself: a rule says one of its texts, a question comes with its hint. */
function ownLength(step: Step, reading: Reading): number {
  if (step.kind === 'remember') return 0
  if (step.kind === 'decide') {
    return Math.max(0, ...(reading.around.rules[step.rule]?.texts ?? []).map((key) => lengthOf([key], reading)))
  }
  const hint = step.kind === 'ask' && step.hint !== undefined ? [step.hint] : []
  return lengthOf([...(step.text === undefined ? [] : [step.text]), ...hint], reading)
}

/** The longest that can stand above a step in one message: all that is said since the last question. */
function lengthBefore(name: string, reading: Reading, seen: readonly string[] = []): number {
  const before = Object.entries(reading.flow.steps).filter(
    ([other, step]) => !isWaiting(step) && !seen.includes(other) && exits(step).includes(name),
  )
  return Math.max(0, ...before.map(([other, step]) => ownLength(step, reading) + lengthBefore(other, reading, [...seen, other])))
}

/** A question or an end goes out with everything said before it, and with buttons, in one message. */
function checkBody(place: Place, step: Step, around: FlowSurroundings): FlowFinding[] {
  if (!isWaiting(step) && step.kind !== 'end') return []
  const reading = { flow: place.flow, around, language: place.language }
  const length = ownLength(step, reading) + lengthBefore(place.name, reading)
  if (length <= FLOW_LIMITS.body) return []
  return [finding(place, 'the message', `has up to ${length} characters, with buttons at most ${FLOW_LIMITS.body},`)]
}

function checkStepTexts(place: Place, step: Step, around: FlowSurroundings): FlowFinding[] {
  const { complete, get } = around.texts
  const needed = complete(place.language) ? [...new Set(textsOf(step, around))] : []
  const missing = needed.filter((key) => get(key, place.language) === undefined)
  return [
    ...missing.map((key) => finding(place, key, 'is missing')),
    ...checkLabels(place, step, around),
    ...checkBody(place, step, around),
  ]
}

/** Every text of a flow in every language, and how long it may be. */
export function checkFlowTexts(flow: Flow, around: FlowSurroundings): FlowFinding[] {
  return around.texts.languages.flatMap((language) => {
    const title = around.texts.get(flow.title, language)
    const place = { flow, name: 'title', language }
    const missing = title === undefined && around.texts.complete(language)
    return [
      ...(missing ? [finding(place, flow.title, 'is missing')] : tooLong(place, flow.title, title, FLOW_LIMITS.row)),
      ...Object.entries(flow.steps).flatMap(([name, step]) => checkStepTexts({ flow, name, language }, step, around)),
    ]
  })
}
