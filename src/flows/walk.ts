/** Walks through the steps of a flow until one waits. Pure: nothing is sent or stored here. */
import type { Profile } from '../domain/codes.ts'
import type { Frame } from '../domain/state.ts'
import { choice, plain, text, type Choice, type TextRef } from '../domain/text.ts'
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

export function stepOf(frame: Frame, context: FlowContext): Step {
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

/** Runs until a step waits or the flow ends. */
export function run(start: Draft, context: FlowContext): Advance {
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
export function choicesOf(frame: Frame, step: WaitingStep, context: FlowContext): Choice[] {
  const back = frame.trail.length > 0 ? [choice('back', 'button.back')] : []
  const skip = step.skip === undefined ? [] : [choice('skip', step.kind === 'ask' ? 'button.unknown' : 'button.skip')]
  return [...optionsOf(step, context), ...skip, ...back]
}

export function optionsOf(step: WaitingStep, context: FlowContext): Choice[] {
  if (step.kind === 'choose') return step.options.map(({ id, label }) => choice(id, label))
  if (step.kind === 'ask') return []
  return [
    ...context.municipalities.map(({ id, name }) => choice(id, plain(name))),
    choice('national', 'about.municipality.other'),
  ]
}

export const draftOf = (frame: Frame): Draft => ({ frame, parts: [], remember: {} })

/** Keeps an answer, remembers the way back, goes on. */
export function answered(frame: Frame, slot: string | undefined, value: string, next: string): Draft {
  const slots = slot === undefined ? frame.slots : { ...frame.slots, [slot]: value }
  return go(draftOf({ ...frame, slots, trail: [...frame.trail, frame.step] }), next)
}
